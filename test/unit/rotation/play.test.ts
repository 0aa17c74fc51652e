import { describePlays } from './support/describePlays';

describePlays(3000);
