import { describe, expect, it } from '@jest/globals';
import { nameIn } from '../../../src/consensus/agreement/mentions.ts';
import { passageOf } from '../../../src/consensus/agreement/passage.ts';

const named = (text: string, fact: string): string | null => nameIn(passageOf(text), fact);

describe('a text', () => {
  it.each([
    ['It was written by Jane Austen in 1813.', 'jane austen'],
    ['It was written by Jane Austen in 1813.', '1813'],
    ['Jane Austen wrote it.', 'jane austen'],
    ['Paris, France', 'paris'],
    ['The answer is Paris, France.', 'paris'],
    ['In Paris', 'paris'],
    ['Mt. Everest is the highest.', 'mount everest'],
    ['The highest is Mount Everest (8,849 m).', 'mount everest'],
    ['The highest is Mount Everest.', 'everest'],
    ['Queen Elizabeth was.', 'elizabeth'],
    ['Energy is produced in the mitochondria of the cell.', 'mitochondria'],
    ['The process is called photosynthesis.', 'photosynthesis'],
    ['This is clearly spam.', 'spam'],
    ['It is ham, not spam.', 'ham'],
    ['The symbol is Au, from Latin aurum.', 'au'],
    ['Der längste Fluss ist der Nil.', 'nil'],
    ["C'est la tour Eiffel.", 'eiffel'],
    ['The longest is the Amazon River.', 'amazon'],
    ['Emma by Jane Austen', 'jane austen'],
    ['It’s Hawai’i.', "hawai'i"],
    ['It has about 1,000 pages.', '1000'],
    ['It lost 4/9 of its weight.', '4/9'],
    ['It is 5 km away.', '5 km'],
    ['In Paris, and in no other city.', 'paris'],
    ['not only Paris', 'paris'],
    ['it was written by jane austen in 1813', 'jane austen'],
    ['I think it is Canberra.', 'canberra'],
    ['It was A-3 in 1945.', '1945'],
    ['It was May 1945.', '1945'],
    ['It was 5. It was May.', '5'],
    ['It is 3, or 4.', '4'],
    ['Emma, by Jane Austen', 'jane austen'],
    ['The Gulf of Mexico is where Paris is.', 'paris'],
    ['It is Paris, near the Loire.', 'paris'],
    ['Yes. “Paris” it is.', 'paris'],
    ['Au it is.', 'au'],
  ])('%j names %j', (text, fact) => {
    expect(named(text, fact)).toBe(fact);
  });

  it.each([
    ['It is in South Korea.', 'korea'],
    ['South Korea', 'korea'],
    ['He lives in New York.', 'york'],
    ['It lies in the Gulf of Mexico.', 'mexico'],
    ['The University of Oxford is.', 'oxford'],
    ['Carbon dioxide', 'carbon'],
    ['Photosynthesis uses carbon dioxide.', 'carbon'],
    ['The blue whale is the largest.', 'whale'],
    ['Jane Austen', 'jane'],
    ['It is Guinea-Bissau.', 'guinea'],
    ['Seoul, South Korea', 'south korea'],
    ['Paris, France', 'france'],
    ['Spamming is bad.', 'spam'],
    ['Let us see what this is.', 'us'],
    ['South Korea is where it was made, as far as I was told.', 'korea'],
    ['Xparis is where it was made, as far as I was told.', 'paris'],
    ['It is x-paris.', 'paris'],
    ['It is Paris_1.', 'paris'],
    ['It is Paris:3.', 'paris'],
    ['Symbols: au is Gold.', 'au'],
    ['It was Jane Austen.', 'jane'],
  ])('%j does not name %j, which is a part of a name', (text, fact) => {
    expect(named(text, fact)).toBeNull();
  });

  it.each([
    ['It is not Paris but Lyon.', 'paris'],
    ["It isn't the Nile.", 'nile'],
    ['No, never Paris.', 'paris'],
    ['Canberra, rather than Sydney.', 'sydney'],
    ['It is bigger than Saturn.', 'saturn'],
    ['Nicht Bonn, sondern Berlin.', 'bonn'],
    ['Jane Austen did not write it.', 'jane austen'],
    ["Sydney isn't the capital.", 'sydney'],
    ['Sydney is wrong.', 'sydney'],
    ['Is it Paris? Hard to say.', 'paris'],
    ['Many people think it is Sydney, but it is Canberra.', 'sydney'],
    ['It is often confused with Sydney.', 'sydney'],
    ['It is Paris, and it is not Paris.', 'paris'],
    ['It is not spam.', 'spam'],
    [`It is not Paris${' at all, and nobody there ever said so'.repeat(3)}.`, 'paris'],
  ])('%j does not affirm %j', (text, fact) => {
    expect(named(text, fact)).toBeNull();
  });

  it.each([
    ['Paris or Lyon', 'paris'],
    ['Paris or Lyon', 'lyon'],
    ['It was Marie and Pierre Curie.', 'pierre curie'],
    ['It was Marie Curie and Albert Einstein.', 'marie curie'],
    [`It was Marie and Pierre Curie${' who did that in a shed of theirs'.repeat(3)}.`, 'pierre curie'],
    ['Salt and pepper', 'salt'],
    ['it is paris or lyon', 'paris'],
  ])('%j names %j as one of several', (text, fact) => {
    expect(named(text, fact)).toBeNull();
  });

  it.each([
    ['It was on March 5, 1813.', '5'],
    ['It was on 5 March.', '5'],
    ['It was on the 5 of March.', '5'],
    ['It lasted from 1939 to 1945.', '1945'],
    ['It lasted 1939–1945.', '1939'],
    ['It is version 3.5.', '3'],
    ['It is version 1.3.2.', '3'],
    ['It is 3 %.', '3'],
    ['It is -3.', '3'],
    ['It is 1,300.', '300'],
    ['It is 3 or 4.', '3'],
    ['It is at 2:30.', '30'],
    ['It is B12.', '12'],
    ['It is 3 - 4 of them.', '4'],
    ['It is 3 or 4.', '4'],
    ['3-4 of them is what I would say.', '4'],
    ['May 5 is the day on which it all began, so I was told.', '5'],
    ['It was on 5 de mayo.', '5'],
    ['It was on 12 May.', '12'],
  ])('%j does not state %j', (text, fact) => {
    expect(named(text, fact)).toBeNull();
  });

  it.each([
    ['It was William Shakespeare.', 'shakespeare', 'william shakespeare'],
    ['Plumber Jane Austen wrote it.', 'jane austen', 'plumber jane austen'],
    ['Author Jane Austen wrote it.', 'jane austen', 'jane austen'],
    ['Marie Curie', 'curie', 'marie curie'],
  ])('%j names %j as %j', (text, fact, name) => {
    expect(named(text, fact)).toBe(name);
  });
});
