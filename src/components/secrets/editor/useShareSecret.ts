import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { Secret } from '../../../api/secret';
import { useSecretWrites } from '../../../api/useSecretWrites';
import { toastSuccess } from '../../toast';

export interface ShareControl {
  readonly failure: ApiError | undefined;
  /**
   * @param secret as it was read: nothing is changed when it is another one by now.
   * @returns whether it was done.
   */
  readonly share: (secret: Secret) => Promise<boolean>;
}

/** Lets one more service read a secret, and changes nothing else about it. */
export function useShareSecret(decrypter: string, onShared: () => void): ShareControl {
  const writes = useSecretWrites();
  const { registry } = useDecrypters();
  const [failure, setFailure] = useState<ApiError>();

  const share = async (secret: Secret) => {
    const { name, description, labels, decrypters } = secret;
    setFailure(undefined);
    try {
      await writes.update(secret, { name, description, labels, decrypters: [...decrypters, decrypter] });
    } catch (thrown) {
      setFailure(apiErrorOf(thrown));
      return false;
    }
    const service = registry.nameOf(decrypter);
    toastSuccess(t('secrets.editor.shared', '{{service}} can read secret {{name}} now', { service, name }));
    onShared();
    return true;
  };

  return { failure, share };
}
