import { SECURE_VALUES_PATH, secureValue } from '../conformance/objects.ts';
import { AS_ADMIN, InProcessService } from '../in-process-service.ts';
import { Wire } from './wire.ts';

/** Found by the fuzz test: who is told 400 must not have deleted anything. */
it('a request that was done is answered so, whatever comes behind it', async () => {
  const service = await InProcessService.start();
  const wire = new Wire(service.port);
  try {
    await service.send('POST', SECURE_VALUES_PATH, secureValue('a'));
    const lines = [
      `DELETE ${SECURE_VALUES_PATH}/a HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: ${AS_ADMIN.authorization}`,
      '',
      '{garbage',
    ];
    const { status } = await wire.sendRaw({ bytes: Buffer.from(lines.join('\r\n')), endsEarly: false });
    expect([status, (await service.send('GET', `${SECURE_VALUES_PATH}/a`)).status]).toEqual([200, 404]);
  } finally {
    wire.close();
    await service.close();
  }
}, 30_000);
