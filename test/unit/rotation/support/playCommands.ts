import fc from 'fast-check';
import { rotationEndings } from '../../../../src/rotation/rotation';
import type { Fault } from '../../../fakes/gate';
import type { KeyWindow } from '../../../fakes/keyWorld';
import { create, drop, type Mood, place, remove, settle, signIn } from './deeds';
import { faultsOf } from './faults';
import { type Plan, type Play, windowCount } from './play';
import { assertPlayPromises } from './playPromises';
import { resume, rotate } from './rotationDeeds';

export type PlayCommand = fc.AsyncCommand<object, Play>;

/** Something that happens, after which every promise is checked. */
class Happening implements PlayCommand {
  constructor(
    private readonly words: string,
    private readonly happen: (play: Play) => void | Promise<void>,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_: object, play: Play): Promise<void> {
    await this.happen(play);
    await assertPlayPromises(play);
  }

  toString(): string {
    return this.words;
  }
}

/** At which calls of a deed something happens, and which of what can happen to each. */
type Faults = readonly (readonly [at: number, which: number])[];

/**
 * Save a keyring that hangs, which is given up and then like one that rejects; and a file that is said to be gone or
 * changed, and is not: nobody can put anything back into that.
 */
function planOf(faults: Faults): Plan {
  return (call, index) => {
    const fault = faults.find(([at]) => at === index);
    const possible = faultsOf(call).filter(({ fault }) => !hangs(fault) && !isUntrue(fault));
    return fault && possible[fault[1] % possible.length]?.fault;
  };
}

function hangs(fault: Fault): boolean {
  return fault.kind === 'trouble' && fault.trouble === 'hangs';
}

function isUntrue(fault: Fault): boolean {
  if (fault.kind !== 'file' || fault.result.kind !== 'failed') return false;
  return fault.result.why.code === 'gone' || fault.result.why.code === 'notHeld';
}

const pick = fc.nat({ max: 9 });
const windowIndex = fc.nat({ max: windowCount - 1 });
const mood = fc.record<Mood>({ isBold: fc.boolean(), givesUp: fc.boolean() });

/** @param calls a deed makes about so many */
function faultsWithin(calls: number): fc.Arbitrary<Faults> {
  const fault = fc.tuple(fc.nat({ max: calls }), fc.nat({ max: 60 }));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Faults>([]) },
    { weight: 3, arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }) },
  );
}

/** A deed with its own choices, in a window, with faults at some of its calls. */
function deed<T>(
  name: string,
  choices: fc.Arbitrary<T>,
  act: (play: Play, window: KeyWindow, choice: T, mood: Mood) => Promise<void>,
  calls = 45,
): fc.Arbitrary<PlayCommand> {
  return fc.tuple(windowIndex, choices, mood, faultsWithin(calls)).map(([index, choice, mood, faults]) => {
    const words = `${name}(${[index, choice, mood, faults].map(each => JSON.stringify(each)).join(', ')})`;
    return new Happening(words, play =>
      play.act(index, planOf(faults), window => act(play, window, choice, mood)),
    );
  });
}

function event<T>(
  name: string,
  choices: fc.Arbitrary<T>,
  happen: (play: Play, choice: T) => void,
): fc.Arbitrary<PlayCommand> {
  return choices.map(
    choice =>
      new Happening(`${name}(${JSON.stringify(choice)})`, play => {
        happen(play, choice);
      }),
  );
}

const rotateDeed = deed(
  'rotate',
  fc.record({
    key: pick,
    ending: fc.constantFrom(...rotationEndings),
    files: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  }),
  rotate,
);
const resumeDeed = deed(
  'resume',
  fc.tuple(
    pick,
    fc.constantFrom(
      'continue' as const,
      'continue' as const,
      'undo' as const,
      'deleteOldKey' as const,
      'abandon' as const,
    ),
  ),
  (play, window, [entry, way], mood) => resume(play, window, entry, way, mood),
);

const createDeed = deed('create', fc.constantFrom('demo', 'sample', 'trial'), create, 12);

const mend = event('mend', fc.constant(null), play => {
  play.world.mend();
});

export const playCommands: fc.Arbitrary<PlayCommand>[] = [
  rotateDeed,
  rotateDeed,
  resumeDeed,
  resumeDeed,
  resumeDeed,
  resumeDeed,
  resumeDeed,
  createDeed,
  createDeed,
  deed('settle', pick, settle, 12),
  deed('place', pick, place),
  deed('drop', pick, drop),
  deed('remove', fc.record({ pick, isOne: fc.boolean() }), remove),
  deed('signIn', pick, signIn),
  event(
    'trouble',
    fc.tuple(
      fc.constantFrom('get' as const, 'store' as const, 'delete' as const, 'keys' as const),
      fc.constantFrom('rejects' as const, 'loses' as const, 'corrupts' as const),
    ),
    (play, [call, trouble]) => {
      play.world.secrets.trouble(call, trouble);
    },
  ),
  mend,
  mend,
  mend,
  event('lockFile', fc.nat({ max: 2 }), (play, index) => {
    play.world.files.readOnly.add(play.uris[index] ?? '');
  }),
  event('unlockFiles', fc.constant(null), play => {
    play.world.files.readOnly.clear();
  }),
  event('reload', fc.tuple(windowIndex, fc.boolean()), (play, [index, isSame]) => {
    play.reload(index, isSame);
  }),
  event('wait', fc.constantFrom(1, 3, 3, 60), (play, minutes) => {
    play.world.now += minutes * 60_000;
  }),
  event('deleteElsewhere', fc.nat({ max: 9 }), (play, which) => {
    const keys = [...play.world.sinch.keys.values()].filter(
      ({ displayName }) => displayName !== 'production',
    );
    const key = keys[which];
    if (!key) return;
    play.deletedElsewhere.add(key.accessKeyId);
    play.world.sinch.keys.delete(key.accessKeyId);
  }),
];
