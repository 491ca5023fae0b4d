// Makes lines of what V8 recorded (NODE_V8_COVERAGE, in the folder argv[2]) for files below argv[3], and prints them as JSON. Compiled files are led back by their source maps.
import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , folder, root] = process.argv;
const lines = new Map();
const within = (path) => path.startsWith(root + '/') && !path.includes('/node_modules/');

function note(path, line, ran) {
  const file = lines.get(path) ?? lines.set(path, new Map()).get(path);
  file.set(line, (file.get(line) ?? false) || ran);
}

function counted(functions, length) {
  const counts = new Int8Array(length).fill(1);
  const ranges = functions.flatMap((one) => one.ranges).sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const range of ranges) {
    counts.fill(range.count > 0 ? 1 : 0, Math.max(range.startOffset, 0), Math.min(range.endOffset, length));
  }
  return counts;
}

// Nothing runs on a line of brackets, or of a comment.
const idle = (text) => /^[\s{}()[\];,]*$/.test(text) || /^\s*(\/\/|\/\*|\*)/.test(text) || /^\s*(else|try|finally|default:|['"]use strict['"];?)[\s{]*$/.test(text);

function plain(path, functions) {
  const text = readFileSync(path, 'utf8');
  const counts = counted(functions, text.length);
  let at = 0;
  text.split('\n').forEach((line, index) => {
    if (!idle(line)) {
      const first = at + line.search(/\S/);
      let ran = false;
      for (let place = first; place < at + line.trimEnd().length && !ran; place++) ran = counts[place] === 1;
      note(path, index + 1, ran);
    }
    at += line.length + 1;
  });
}

function mapped(path, functions, cached) {
  const map = new SourceMap(cached.data);
  const length = cached.lineLengths.reduce((sum, one) => sum + one + 1, 0);
  const counts = counted(functions, length);
  let at = 0;
  cached.lineLengths.forEach((width, line) => {
    for (let column = 0; column < width; column++) {
      const entry = map.findEntry(line, column);
      if (entry?.originalSource !== undefined && entry.generatedColumn === column && entry.generatedLine === line) {
        const source = entry.originalSource.startsWith('file:') ? fileURLToPath(entry.originalSource) : resolve(dirname(path), entry.originalSource);
        if (within(source)) note(source, entry.originalLine + 1, counts[at + column] === 1);
      }
    }
    at += width + 1;
  });
}

for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const record = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  for (const script of record.result) {
    try {
      const path = script.url.startsWith('file:') ? fileURLToPath(script.url) : '';
      if (within(path)) {
        const cached = record['source-map-cache']?.[script.url];
        if (cached?.data) mapped(path, script.functions, cached);
        else plain(path, script.functions);
      }
    } catch {
      // A record of a file that is gone, or a map that cannot be read, says nothing.
    }
  }
}

// What compilers leave of brackets and comments is taken out again.
const report = [...lines].map(([path, seen]) => {
  let text;
  try {
    text = readFileSync(path, 'utf8').split('\n');
  } catch {
    return null;
  }
  const real = [...seen].filter(([line]) => text[line - 1] !== undefined && !idle(text[line - 1])).sort((a, b) => a[0] - b[0]);
  return { path: path.slice(root.length + 1), covered: real.filter(([, ran]) => ran).map(([line]) => line), uncovered: real.filter(([, ran]) => !ran).map(([line]) => line) };
});
process.stdout.write(JSON.stringify(report.filter(Boolean)));
