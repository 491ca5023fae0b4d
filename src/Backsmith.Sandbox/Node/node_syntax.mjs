// Parses every file named on standard input (NUL-separated) as a script or as a module and prints errors as MSBuild does. Runs nothing of them.
import { readFileSync } from 'node:fs';
import { compileFunction, SourceTextModule } from 'node:vm';

const wrapped = ['exports', 'require', 'module', '__filename', '__dirname'];

function problem(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').replace(/^#!.*/, '');
  } catch {
    return null;
  }
  let first;
  try {
    compileFunction(text, wrapped, { filename: path });
    return null;
  } catch (error) {
    first = error;
  }
  try {
    new SourceTextModule(text, { identifier: path });
    return null;
  } catch (error) {
    return /\b(import|export)\b/.test(text) ? error : first;
  }
}

let failed = false;
for (const path of readFileSync(0, 'utf8').split('\0').filter(Boolean)) {
  const error = problem(path);
  if (error) {
    const line = /:(\d+)(?:\n|$)/.exec(String(error.stack))?.[1] ?? 1;
    console.log(`${path}(${line}): error JS0001: ${error.name}: ${String(error.message).split('\n')[0]}`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
