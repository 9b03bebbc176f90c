/** @file How a text is written before the sentiment classifier reads it. Training reads the same way (scripts/train/sentiment_text.py takes its table from here). */

/** What a picture says, in words that the classifier knows. One pair a line: training reads this table. */
const emojiWords: ReadonlyMap<string, string> = new Map([
  ['😀', 'happy smile'],
  ['😃', 'happy smile'],
  ['😄', 'happy smile'],
  ['😁', 'happy grin'],
  ['😆', 'happy laugh'],
  ['😅', 'nervous laugh'],
  ['🤣', 'laughing'],
  ['😂', 'laughing'],
  ['🙂', 'slight smile'],
  ['😉', 'wink'],
  ['😊', 'happy smile'],
  ['😇', 'angel smile'],
  ['🥰', 'love smile'],
  ['😍', 'love'],
  ['🤩', 'amazed love'],
  ['😘', 'kiss love'],
  ['☺', 'happy smile'],
  ['😋', 'yummy'],
  ['😎', 'cool'],
  ['🤗', 'hug'],
  ['🤔', 'thinking'],
  ['🤨', 'doubt'],
  ['😐', 'not amused'],
  ['😑', 'annoyed'],
  ['😶', 'silent'],
  ['🙄', 'annoyed eye roll'],
  ['😏', 'smirk'],
  ['😒', 'annoyed'],
  ['😬', 'awkward'],
  ['😔', 'sad'],
  ['😪', 'tired sad'],
  ['😴', 'sleeping'],
  ['😷', 'sick'],
  ['🤢', 'disgusted'],
  ['🤮', 'disgusted'],
  ['😵', 'dizzy'],
  ['🤯', 'shocked'],
  ['😕', 'confused'],
  ['😟', 'worried'],
  ['🙁', 'sad'],
  ['☹', 'sad'],
  ['😮', 'surprised'],
  ['😯', 'surprised'],
  ['😲', 'shocked'],
  ['😳', 'embarrassed'],
  ['🥺', 'pleading'],
  ['😢', 'crying sad'],
  ['😥', 'sad'],
  ['😭', 'crying'],
  ['😱', 'screaming'],
  ['😖', 'upset'],
  ['😣', 'upset'],
  ['😞', 'disappointed'],
  ['😓', 'upset'],
  ['😩', 'tired upset'],
  ['😫', 'tired upset'],
  ['😤', 'angry'],
  ['😡', 'very angry'],
  ['😠', 'angry'],
  ['🤬', 'very angry'],
  ['💔', 'broken heart'],
  ['❤', 'love'],
  ['🧡', 'love'],
  ['💛', 'love'],
  ['💚', 'love'],
  ['💙', 'love'],
  ['💜', 'love'],
  ['💕', 'love'],
  ['💖', 'love'],
  ['💗', 'love'],
  ['💯', 'perfect'],
  ['👍', 'good'],
  ['👎', 'bad'],
  ['👌', 'good'],
  ['👏', 'applause'],
  ['🙌', 'hooray'],
  ['🙏', 'thank you please'],
  ['💪', 'strong'],
  ['🤞', 'hoping'],
  ['✌', 'peace'],
  ['🤦', 'facepalm'],
  ['🤷', 'shrug'],
  ['🎉', 'celebrate'],
  ['🔥', 'fire'],
  ['💩', 'crap'],
  ['✈', 'plane'],
  ['😻', 'love'],
]);

const longest = 600;
const entities: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
]);

/**
 * Takes out what is only form: handles, links, the joined words of a hashtag, drawn-out letters.
 * Pictures become words. At most 600 characters are read.
 */
export function plainForSentiment(text: string): string {
  let plain = text.slice(0, longest);
  for (const [entity, sign] of entities) plain = plain.replaceAll(entity, sign);
  plain = plain
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/(?:https?:\/\/|www\.)[^ ]+/gi, ' http ')
    .replace(/^(?:[ .]*@[A-Za-z0-9_]+[ :,]*)+/, '')
    .replaceAll(/(^|[^A-Za-z0-9_])@[A-Za-z0-9_]+/g, '$1user')
    .replaceAll(/#([A-Za-z0-9_]+)/g, (_, tag: string) =>
      tag.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2'),
    )
    .replaceAll(/([A-Za-z])\1{2,}/g, '$1$1');
  let said = '';
  for (const sign of plain) {
    const words = emojiWords.get(sign);
    said += words === undefined ? sign : ` ${words} `;
  }
  return said
    .replaceAll('\ufe0f', '')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .trim();
}
