import { describePlays } from '../../unit/rotation/support/describePlays';

describePlays(100_000);
