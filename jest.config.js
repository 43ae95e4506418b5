// The same clock everywhere, whatever the machine's time zone.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const { nodeModulesToTransform, grafanaESModules } = require('./.config/jest/utils');

// d3-color, d3-interpolate and others now ship `.mjs` alone, which the scaffold's pattern does not transform.
const [swcTransform] = Object.values(scaffold.transform);
const transform = { '^.+\\.m?[tj]sx?$': swcTransform };
const transformIgnorePatterns = [
  nodeModulesToTransform([...grafanaESModules, '@react-hookz/web', '@ver0/deep-equal', 'yaml']),
];

/** @type {import('jest').Config} */
const plugin = {
  ...scaffold,
  displayName: 'plugin',
  moduleNameMapper: {
    ...scaffold.moduleNameMapper,
    'react-inlinesvg': '<rootDir>/src/testing/InlineSvgMock.tsx',
  },
  transform,
  transformIgnorePatterns,
  testMatch: ['<rootDir>/{src,backend/standalone/host}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['<rootDir>/src/domain/'],
  setupFiles: ['<rootDir>/jest-polyfills.js'],
};

/** @type {import('jest').Config} */
const node = {
  displayName: 'node',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src/domain,backend,tests}/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/backend/standalone/host/'],
  transform,
  transformIgnorePatterns: ['/node_modules/'],
};

// On a busy machine a start of PostgreSQL, or a form that is drawn fifty times, takes longer than jest's five seconds.
module.exports = { projects: [plugin, node], testTimeout: 30_000, maxWorkers: '100%' };
