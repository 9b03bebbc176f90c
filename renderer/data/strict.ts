import { config } from 'zod';

/**
 * @file Must be the first import of every entry: zod otherwise probes for `new Function`, which the
 * page's content security policy forbids and would report.
 */
config({ jitless: true });
