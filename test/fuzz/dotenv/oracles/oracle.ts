import type { Reader, Reading } from '../../../../src/dotenv/readers/reader';

/** A program that reads `.env` files, run for real to test the model of it. */
export interface Oracle {
  /** The program and how it is told to read, as in “bash, set -a; . file”. Unique with its version. */
  readonly name: string;
  readonly version: string;
  /** What is tested: it must find in every text what the program finds. */
  readonly model: Reader;
  /** The fraction of the texts the program is given: 1, or less where each text takes a process of its own. */
  readonly share: number;
  /**
   * What the program finds in each of the files, in their order, with an empty environment.
   * It is never given a text of which the model says that it runs code.
   * @throws where the program can't be run: a refused text is no error.
   */
  read(files: readonly EnvFile[]): Promise<readonly Reading[]>;
}

/** A text in a file that is called `.env` and stands alone in a folder. It is valid UTF-16 without NUL. */
export interface EnvFile {
  /** Absolute, without white space. */
  readonly path: string;
  readonly text: string;
}

/** Finds the programs of one kind on this machine: none where it has none. */
export type FindOracles = (place: Place) => Promise<readonly Oracle[]>;

/** Where oracles may keep files. */
export interface Place {
  /** Absolute path of a folder for what a driver needs, such as a program it builds. */
  readonly folder: string;
  /** Absolute path of an empty folder: the working folder and the PATH of programs that may run commands. */
  readonly empty: string;
  /** Absolute path of the `.vscode-test` of the project, which outlives the run. */
  readonly cache: string;
  /** Whether to install there what the npm registry has and the machine lacks. */
  readonly install: boolean;
}
