// A reporter for node --test: one JSON object a line for each test that ended, and one at the end. Node's own names are kept, outer ones first.
import { relative } from 'node:path';

export default async function* report(source) {
  const outer = [];
  for await (const event of source) {
    const { data } = event;
    if (event.type === 'test:start') {
      outer.length = data.nesting;
      outer[data.nesting] = data.name;
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const suite = data.details?.type === 'suite';
      const file = data.file ? relative(process.cwd(), data.file) : '';
      // A file that fails as a whole is told as a test of its own name.
      const whole = data.nesting === 0 && data.name === data.file;
      if (!suite || (event.type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed')) {
        const names = whole ? ['(the file)'] : [...outer.slice(0, data.nesting), data.name];
        const error = data.details?.error;
        yield JSON.stringify({
          file, name: names.join(' > '), seconds: (data.details?.duration_ms ?? 0) / 1000,
          status: data.skip !== undefined || data.todo !== undefined ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'failed',
          message: event.type === 'test:fail' ? String(error?.cause?.message ?? error?.message ?? error) : String(data.skip ?? ''),
        }) + '\n';
      }
    }
  }
  yield JSON.stringify({ end: true }) + '\n';
}
