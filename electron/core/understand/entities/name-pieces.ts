import { givenNames, surnames } from './given-names.ts';

/** A word that may be part of a name. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Notes something found, unless its place is taken. */
export type Add = (entity: string, start: number, end: number, confidence: number) => void;

export const nameParticle =
  /^(?:de|da|do|dos|das|di|del|della|der|den|van|von|zu|la|le|al|el|bin|ibn|ter|ten|af|y|e|du|nad|pod|w|of|sur|upon|d|den|i|a|and|the)$/u;
export const organisationTail =
  /^(?: (?:is (?:a|an|the) (?:\w+ ){0,4}(?:company|bank|firm|brainchild|provider|group|charity|organi[sz]ation|501|multinational|manufacturer|startup|investment)|office|headquarters|songwriter|invested|announced|acquired|employees|customers|orchestra|resignation|hired|shares|stock))|^, inc/iu;
export const personLead =
  /\b(?:name(?: is|'s|:)|named|called|call(?:s|ed)? me|calls me|i'm|i am|this is|hi|hello|hey|dear|hi there|thanks|thank you|by|with|and|signed|sincerely|regards|mr|mrs|ms|dr|daughter|son|kid|child|wife|husband|brother|sister|mother|father|add|told|asked|at|leave me|contact|producer|author|artist|player|singer|president|officer|agent|owner|holder|user:|customer:|agent:|to|not by|remember me,|town,|says|said|that|but|like|know|the|a) $/iu;
export const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
export const isInitial = (text: string): boolean => /^\p{Lu}$/u.test(text);
export const known = (name: string): boolean => givenNames.has(name) || surnames.has(name);
export const given = (said: string): boolean => givenNames.has(said);
