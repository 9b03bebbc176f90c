import { wordsOf } from './number-words.ts';

/** Frequent words of languages written in Latin letters; those shared with English are left out. */
const foreign: ReadonlySet<string> = new Set(
  (
    'der die das und ist nicht ich mein meine mit wie haben eine el los las que una por ' +
    'para mi es está con quiero puedo cómo le les des une est pas je vous mon ma avec ' +
    'pour bonjour suis il che non sono mio della per come ho buongiorno vorrei grazie ' +
    'não meu minha você como uma eu obrigado het een niet ik mijn jak jest nie moje och ' +
    'jag inte min bir ve için var bitte hola gracias hallo danke kann wo ne sur du dans ' +
    'qui del se'
  ).split(' '),
);
const english: ReadonlySet<string> = new Set(
  (
    'the i to a and is my it you of in that have for on not can this was with me what be ' +
    "i'm do are no yes so but at need want would like how when from your an has get " +
    "please it's been will account order card help just we they if or am where"
  ).split(' '),
);

/** Why a text is not read, or undefined when it is English enough. */
export type Unreadable = 'no_words' | 'other_script' | 'other_language';

/**
 * Whether the models and rules, which know English, may speak about this text. Short texts in Latin
 * letters pass: an order number or a name has no language.
 */
export function unreadable(said: string): Unreadable | undefined {
  // Addresses of machines are Latin in any language.
  const text = said.replace(/\S+@\S+|https?:\S+/gu, ' ');
  if (text.trim() === '' && said.trim() !== '') return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const digits = /\p{Nd}/u.test(text);
  if (letters === 0) return digits ? undefined : 'no_words';
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin / letters < 0.5) return 'other_script';
  const words = wordsOf(text.slice(0, 2000)).map((word) => word.text);
  const own = words.filter((word) => english.has(word)).length;
  const others = words.filter((word) => foreign.has(word)).length;
  if (words.length >= 3 && others >= 2 && others > own) return 'other_language';
  return undefined;
}
