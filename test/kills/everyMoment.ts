import { wholePlan } from './plan';
import { runTrials } from './runTrials';

runTrials(wholePlan);
