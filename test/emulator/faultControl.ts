import { jsonAnswer, type Answer } from './answer';
import type { FaultQueue } from './faultQueue';
import { validFault } from './validFault';
import { InvalidInput, parsedJson } from './validInput';

/** Where faults are switched on and off by HTTP; no path of the emulated services. */
export const faultControlPath = '/__emulator/faults';

/**
 * GET answers the faults to come, POST adds the one in the body, DELETE takes all back.
 * @param endAll cuts requests that got no answer because of a fault
 */
export function answerFaultControl(
  method: string,
  body: string,
  faults: FaultQueue,
  endAll: () => void,
): Answer {
  switch (method) {
    case 'GET':
      break;
    case 'POST':
      try {
        faults.add(validFault(parsedJson(body, 'fault'), 'fault'));
      } catch (error) {
        if (error instanceof InvalidInput) return jsonAnswer(400, { message: error.message });
        throw error;
      }
      break;
    case 'DELETE':
      faults.clear();
      endAll();
      break;
    default:
      return jsonAnswer(405, { message: 'GET, POST or DELETE' }, { allow: 'GET, POST, DELETE' });
  }
  return jsonAnswer(200, faults.pending());
}
