import { findBun } from './bun';
import { findDirenv } from './direnv';
import { findDotenv } from './dotenv';
import { findGodotenv } from './godotenv';
import { findJava } from './java';
import { findMake } from './make';
import { findNode } from './node';
import type { FindOracles } from './oracle';
import { findPhp } from './php';
import { findPythonDotenv } from './pythonDotenv';
import { findRubyDotenv } from './rubyDotenv';
import { findRustDotenv } from './rustDotenv';
import { findShells } from './shells';
import { findVite } from './vite';

/** Every kind of program there is a model of, a line for each file of this folder. */
export const allOracles: readonly FindOracles[] = [
  findDotenv,
  findNode,
  findVite,
  findBun,
  findPythonDotenv,
  findRubyDotenv,
  findGodotenv,
  findDirenv,
  findRustDotenv,
  findPhp,
  findJava,
  findShells,
  findMake,
];
