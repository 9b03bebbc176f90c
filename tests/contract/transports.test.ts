import { conformance } from './conformance.ts';
import { transports } from './transports.ts';

for (const transport of transports) conformance(transport);
