import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLoopback } from './loopback.ts';
import { type ModelAnswer, type ModelFolders, serveModelFile } from './model-files.ts';

let folder: string;
let folders: ModelFolders;

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const listed = (path: string, content: string) => ({
  path,
  sha256: sha256(content),
  bytes: content.length,
});

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-model-files-'));
  folders = { embedded: join(folder, 'app'), installed: join(folder, 'data') };
  const install = { repository: 'a/b', revision: 'main', pin: 'known' };
  const facts = { default: false, licence: 'MIT', source: 'test', version: '1' };
  await put(
    'app/registry.json',
    JSON.stringify([
      {
        ...facts,
        name: 'care',
        title: 'Care',
        task: 'speech',
        default: true,
        files: [
          listed('weights/care/care.tar.gz', 'archive'),
          listed('weights/other/model.onnx', 'secret'),
          listed('weights/care/gone', 'gone'),
          listed('weights/care/link', 'secret'),
        ],
      },
      { ...facts, name: 'shine', task: 'speech', install, files: [] },
      { ...facts, name: 'absent', task: 'speech', install, files: [] },
      {
        ...facts,
        name: 'sentiment',
        task: 'sentiment',
        files: [listed('weights/sentiment/model.onnx', 'secret')],
      },
    ]),
  );
  await put('app/weights/care/care.tar.gz', 'archive');
  await put('app/weights/care/unlisted', 'secret');
  await put('app/weights/other/model.onnx', 'secret');
  await put('app/weights/sentiment/model.onnx', 'secret');
  await symlink(
    join(folder, 'app/weights/other/model.onnx'),
    join(folder, 'app/weights/care/link'),
  );
  await put('data/shine/r2/onnx/encoder.onnx', 'encoder');
  await put('data/shine/r2/config.json', '{}');
  await put('data/shine/r1/old.onnx', 'secret');
  await put(
    'data/shine/installed.json',
    JSON.stringify({
      name: 'shine',
      folder: 'r2',
      files: [
        listed('onnx/encoder.onnx', 'encoder'),
        listed('config.json', '{}'),
        listed('../r1/old.onnx', 'secret'),
      ],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bodyOf = (answer: ModelAnswer): Promise<string> =>
  typeof answer.body === 'string' ? Promise.resolve(answer.body) : text(answer.body());
async function get(path: string, known?: string): Promise<ModelAnswer> {
  const answer = await serveModelFile(folders, path, known);
  if (answer === undefined) throw new Error(`${path} was left to somebody else.`);
  return answer;
}

describe('a model for the page', () => {
  it('is served from where it lies, embedded or installed', async () => {
    const embedded = await get('/models/care/care.tar.gz');
    expect(await bodyOf(embedded)).toBe('archive');
    expect(embedded.headers).toMatchObject({
      'Content-Length': '7',
      'Content-Type': 'application/octet-stream',
      ETag: `"${sha256('archive')}"`,
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    const installed = await get('/models/shine/onnx/encoder.onnx');
    expect(await bodyOf(installed)).toBe('encoder');
    expect((await get('/models/shine/config.json')).headers['Content-Type']).toMatch(/json/);
  });

  it('may be kept for ever under its checksum, and is asked for again without', async () => {
    const path = '/models/care/care.tar.gz';
    expect((await get(path)).headers['Cache-Control']).toBe('private, no-cache');
    expect((await get(`${path}?v=${sha256('archive')}`)).headers['Cache-Control']).toContain(
      'immutable',
    );
    expect((await get(`${path}?v=other`)).headers['Cache-Control']).toBe('private, no-cache');
    const same = await get(path, `"${sha256('archive')}"`);
    expect(same).toMatchObject({ status: 304, body: '' });
    expect((await get(path, '"other"')).status).toBe(200);
  });

  it.each([
    '/models/care/unlisted',
    '/models/care/gone',
    '/models/care/link',
    '/models/care/',
    '/models/care',
    '/models/other/model.onnx',
    '/models/sentiment/model.onnx',
    '/models/absent/model.tar.gz',
    '/models/shine/installed.json',
    '/models/shine/r2/config.json',
    '/models/shine/old.onnx',
    '/models/registry.json',
    '/models/care/weights/care/care.tar.gz',
  ])('%s is not one', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).not.toContain('secret');
  });

  it('never gives anything that is not listed, whatever the path', async () => {
    const part = fc.constantFrom(
      'models',
      'care',
      'shine',
      '..',
      '%2e%2e',
      'r1',
      'old.onnx',
      '',
      '.',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), async (parts) => {
        const answer = await serveModelFile(folders, `/models/${parts.join('/')}`);
        if (answer !== undefined) expect(await bodyOf(answer)).not.toContain('secret');
      }),
      { numRuns: 200 },
    );
  });

  it.each(['/', '/index.html', '/modelsx/care/care.tar.gz', '/assets/models/a', '/models/../x'])(
    'does not concern %s',
    async (path) => {
      expect(await serveModelFile(folders, path)).toBeUndefined();
    },
  );

  it('is listed with what the page needs to check it, and not with where it lies', async () => {
    const list: unknown = JSON.parse(await bodyOf(await get('/models/index.json')));
    expect(list).toEqual([
      expect.objectContaining({ name: 'care', title: 'Care', task: 'speech', default: true }),
      expect.objectContaining({ name: 'shine', title: 'shine', default: false }),
    ]);
    expect(JSON.stringify(list)).toContain(JSON.stringify(listed('care.tar.gz', 'archive')));
    expect(JSON.stringify(list)).not.toContain('weights');
  });

  it('is none where the registry cannot be read', async () => {
    const nowhere = { embedded: join(folder, 'nowhere'), installed: join(folder, 'nowhere') };
    const answer = await serveModelFile(nowhere, '/models/index.json');
    expect(answer?.body).toBe('[]');
  });

  it('comes through the window’s server, by GET and HEAD only', async () => {
    const problems: string[] = [];
    const loopback = await openLoopback({
      port: 0,
      token: 't',
      pageFolder: join(folder, 'page'),
      models: folders,
      serve: () => Promise.resolve(),
      onProblem: (sentence) => problems.push(sentence),
    });
    try {
      const address = `http://127.0.0.1:${loopback.port}/models/care/care.tar.gz`;
      const answer = await fetch(address);
      expect(await answer.text()).toBe('archive');
      const tag = answer.headers.get('etag') ?? '';
      expect((await fetch(address, { headers: { 'If-None-Match': tag } })).status).toBe(304);
      const head = await fetch(address, { method: 'HEAD' });
      expect([head.headers.get('content-length'), await head.text()]).toEqual(['7', '']);
      expect((await fetch(address, { method: 'POST' })).status).toBe(405);
    } finally {
      await loopback.close();
    }
    expect(problems).toEqual([]);
  });
});
