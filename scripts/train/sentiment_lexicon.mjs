/** What the lexicon of the product says of texts. Usage: node sentiment_lexicon.mjs < JSON array of texts > JSON array of [compound, neg, pos]. */
import { text } from 'node:stream/consumers';
import { polarityOf } from '../../electron/core/understand/sentiment-lexicon.ts';

const texts = JSON.parse(await text(process.stdin));
process.stdout.write(
  JSON.stringify(
    texts.map((one) => {
      const { compound, neg, pos } = polarityOf(one);
      return [compound, neg, pos];
    }),
  ),
);
