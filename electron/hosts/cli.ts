import { messageOf } from '#core/log.ts';
import { isReadable } from './bugs.ts';
import { CommandStop, createCliIo, type ExitCode } from './cli-output.ts';
import type { Surroundings } from './headless-run.ts';

/** @file The `earshot` command: the third host of the same core. */

interface Command {
  readonly summary: string;
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;
}

// Loaded when asked for, so that `--help` does not wait for the models.
const commands: Readonly<Record<string, Command>> = {
  replay: {
    summary: 'replay FILE [--pack NAME] [--speed instant|1|8] [--text human|asr] [--json]',
    run: async (args) => (await import('./cli-replay.ts')).replay(args),
  },
  eval: {
    summary:
      'eval form --data FILE | intent --train CSV --test CSV [--shots N --seed S] [--oos CSV] | zero-shot|sentiment|urgency|entities --test FILE | retrieval --kb FILE --queries FILE [--history] | retrieval --pack NAME | faq --data FILE | asr --dir DIR [--pace N] [--json]',
    run: async (args, surroundings) => (await import('./cli-eval.ts')).evaluate(args, surroundings),
  },
  transcribe: {
    summary:
      'transcribe FILE… [--json|--vtt|--text] [--out FOLDER] [--model NAME] [--pack NAME] [--speaker agent|customer] [--data-dir DIR]',
    run: async (args, surroundings) =>
      (await import('./cli-transcribe.ts')).transcribe(args, surroundings),
  },
  search: {
    summary: 'search "QUESTION" [--history FILE] [--pack NAME] [--k 5] [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-search.ts')).search(args),
  },
  classify: {
    summary: 'classify --text TEXT [--pack NAME] [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-classify.ts')).classify(args),
  },
  audit: {
    summary: 'audit verify|export [--data-dir DIR] [--file FILE [--public-key KEY]] [--json]',
    run: async (args) => (await import('./cli-audit.ts')).audit(args),
  },
  pii: {
    summary:
      'pii FILE… [--out DIR] [--reversible --key-file FILE] [--restore --key-file FILE] [--json]',
    run: async (args) => (await import('./cli-pii.ts')).pii(args),
  },
  models: {
    summary:
      'models list|install NAME|verify [NAME]|remove NAME|use NAME|measure NAME [--mirror URL|--from FOLDER] [--sha256 FILE] [--trust] [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-models.ts')).models(args),
  },
  intents: {
    summary:
      'intents train --examples FILE [--name NAME] [--base pack|none] [--use] | list | report|use|remove|compare VERSION [--pack NAME] [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-intents.ts')).intents(args),
  },
  kb: {
    summary:
      'kb import PATH… [--watch] [--audience agent|customer] | list [--text T] | remove SOURCE|DOCUMENT | withdraw|restore DOCUMENT | reindex | gaps [--csv FILE] [--pack NAME] [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-kb.ts')).kb(args),
  },
  seed: {
    summary: 'seed [--data-dir DIR] [--pack NAME] [--json]',
    run: async (args) => (await import('./cli-seed.ts')).seed(args),
  },
  doctor: {
    summary: 'doctor [--data-dir DIR] [--json]',
    run: async (args) => (await import('./cli-doctor.ts')).doctor(args),
  },
};

const help = [
  'Usage: earshot COMMAND',
  '',
  ...Object.values(commands).map(({ summary }) => `  earshot ${summary}`),
  '',
  '--json prints JSON on stdout and nothing else there.',
  'Exit code: 0 done, 1 the answer is no, 2 wrong usage.',
].join('\n');

/** Runs one command line. @returns the exit code; never throws */
export async function runCli(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const io = createCliIo(false);
  const [name, ...args] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    if (name === undefined) {
      io.complain(help);
      return 2;
    }
    io.line(help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    io.complain(`There is no command "${name}"; see earshot --help.`);
    return 2;
  }
  try {
    return await command.run(args, surroundings);
  } catch (thrown) {
    if (thrown instanceof CommandStop) {
      io.complain(thrown.message.replaceAll(/\s*\n\s*/g, ' '));
      return thrown.exitCode;
    }
    if (isUsageError(thrown)) {
      io.complain(`${messageOf(thrown)} Usage: earshot ${command.summary}`);
      return 2;
    }
    if (isReadable(thrown)) {
      io.complain(`${thrown.message} ${thrown.mend}`);
      return 1;
    }
    io.complain(`Earshot hit a bug: ${messageOf(thrown)}`);
    if (process.env['EARSHOT_DEBUG'] && thrown instanceof Error) io.complain(thrown.stack ?? '');
    return 1;
  }
}

/** What `parseArgs` throws for an unknown option or a missing value. */
const isUsageError = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  'code' in thrown &&
  typeof thrown.code === 'string' &&
  thrown.code.startsWith('ERR_PARSE_ARGS');
