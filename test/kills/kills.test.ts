import { plan } from './plan';
import { runTrials } from './runTrials';

runTrials(plan);
