import { scan, buildMatrix } from './matrix.ts';
const d = 256, n = 10000;
const rows = Array.from({ length: n }, (_, i) => ({ passage: { id: String(i), document: 'd' } as any, vector: new Float32Array(d).map(() => Math.random() - 0.5) }));
const m = buildMatrix(rows, d); const q = rows[5]!.vector;
for (let i = 0; i < 50; i++) scan(m, q, 50);
const c = () => { const x = (process as any).threadCpuUsage(); return (x.user + x.system) / 1000; };
const a = c(); for (let i = 0; i < 100; i++) scan(m, q, 50); console.log('scan ms', (c() - a) / 100);
