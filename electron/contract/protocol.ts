/**
 * Version of what crosses the wire. A window and a core of different major versions say so
 * instead of guessing.
 *
 * 1: first version.
 */
export const protocolVersion = 1;
