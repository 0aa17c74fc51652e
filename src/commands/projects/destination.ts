import { l10n } from '../../l10n';
import { originsOf, sinchEndpoints } from '../../projects/addresses';
import type { Connections } from '../../projects/connections';
import { EndpointError } from '../../sinch/endpoint';

/** Says which hosts a credential will be sent to, if the settings name others than Sinch's own; else undefined. */
export function destinationSentence(bind: Connections['bind']): string | undefined {
  const own = originsOf(sinchEndpoints);
  const foreign = originsIn(bind).filter(origin => origin !== own.token && origin !== own.account);
  const hosts = [...new Set(foreign.map(origin => new URL(origin).host))];
  return hosts.length === 0
    ? undefined
    : l10n.t('Your settings send it to {0} instead of Sinch’s own address.', hosts.join(', '));
}

/** None if nothing may be sent to the addresses in the settings: signing in says why. */
function originsIn(bind: Connections['bind']): readonly string[] {
  try {
    const { token, account } = bind({ kind: 'bearerToken', token: '' }).origins;
    return [token, account];
  } catch (error) {
    if (error instanceof EndpointError) return [];
    throw error;
  }
}
