import { findDotenv } from './dotenv';
import type { FindOracles } from './oracle';

/** Every kind of program there is a model of, a line for each file of this folder. */
export const allOracles: readonly FindOracles[] = [findDotenv];
