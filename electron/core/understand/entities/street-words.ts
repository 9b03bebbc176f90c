import { addressFillers, streetSuffixes } from './places.ts';

/** @file How the streets of many countries are named. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Words that make a name a street's, besides the US ones: before or after the name. */
const designators = set(`
rua rue via viale vicolo calle avenida avda av paseo plaza piazza strada corso ul ulica ulice al chemin impasse allée allee quai
boulevard carrer praça praca largo travessa estrada route passage cours ruelle utca út útja utja u tér tere körút krt rkp köz
sétány strasse straße str gasse weg platz ring damm ufer straat laan plein gracht vej gade allé alle väg gata gatan vägen
veien gate tie katu kuja polku tänav mnt maantee tee pst náměstí namesti nám nábřeží třída cesta trg trgovina stræti vegur
gata mews grove gardens garden green hill rise view walk vale park quay wharf crossing bypass freeway expressway turnpike
point points creek ridge run path bend cove glen heights hollow island isle junction key knoll landing manor meadow mill
mission mount neck orchard oval overpass pines port prairie ranch rapids shoal shores spring springs spur stravenue stream
summit track trace union valley viaduct village ville vista box radial harbor flat parks dam cliffs greens p.o po
`);
/** Ends of words that are a street's name in one word. */
const endings =
  /.{2}(?:stra(?:ss|ß)e|straat|gasse|weg|platz|allee|damm|ufer|gade|gata|gatan|gaten|gate|vej|vegen|vägen|veien|väg|veg|vegur|stræti|straeti|gränd|backen|bakken|torv|torg|krogen|plein|laan|gracht|dijk|steeg|lei|katu|tie|kuja|polku|katu|tänav|utca|ulice|gasse|strand|brinken|stien|svingen|bygget)$/u;

export const isStreetWord = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/[.,]+$/u, '');
  return streetSuffixes[plain] !== undefined || designators.has(plain);
};

/** "Hersnapvej": the street's kind is the end of its name. */
export const endsAsStreet = (word: string): boolean =>
  endings.test(word.toLowerCase().replace(/[.,]+$/u, ''));

/** After these the number before or after a name ends with a full stop: Hungarian. */
export const dotsNumbers = (word: string): boolean =>
  /^(?:u|utca|út|útja|utja|tér|tere|krt|körút|rkp|köz)\.?$/iu.test(word);

export const unitWord = (word: string): boolean =>
  /^(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl|bldg|building|lot)\.?$/iu.test(word);

/** Lower-case words inside names of streets and towns. */
export const particle = (word: string): boolean =>
  /^(?:d[aeiou]s?|del|della|der|den|des|du|de|di|el|la|las|le|les|los|nad|pod|pri|pred|sur|sous|sul|upon|on|am|an|im|in|zum|zur|van|von|y|z|z|w|u|ob|of|the|and|fejedelem|et|do|dos)$/u.test(
    word,
  );

/** Words that stand before the name of a street: "rue", "calle". */
export const leadsStreet = (word: string): boolean =>
  /^(?:rua|rue|via|viale|vicolo|calle|avenida|avda|avenue|paseo|plaza|piazza|strada|corso|ul|ulica|al|chemin|impasse|all[ée]e|quai|carrer|pra[çc]a|largo|travessa|estrada|route|passage|cours|ruelle|place)\.?$/iu.test(
    word,
  );

export const isFiller = (word: string): boolean => addressFillers.has(word.toLowerCase());
