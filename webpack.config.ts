import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import baseConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { copyFilePatterns } from './.config/bundler/copyFiles.ts';

// The scaffold copies every JSON file below src; only translations belong in the plugin.
const EVERY_JSON = '**/*.json';
const TRANSLATIONS = 'locales/**/*.json';

const config = async (env: Env): Promise<Configuration> => {
  const base = await baseConfig(env);
  return {
    ...base,
    plugins: base.plugins?.map((plugin) =>
      plugin instanceof CopyWebpackPlugin
        ? new CopyWebpackPlugin({
            patterns: copyFilePatterns.map((pattern) =>
              pattern.from === EVERY_JSON ? { ...pattern, from: TRANSLATIONS } : pattern
            ),
          })
        : plugin
    ),
  };
};

export default config;
