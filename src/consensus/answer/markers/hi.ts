import type { MarkerWords } from './words.ts';

/** How Hindi announces an answer, says that it has none, and refuses one. */
export const HI: MarkerWords = {
  answers: ['उत्तर', 'जवाब', 'सही विकल्प'],
  results: ['परिणाम', 'हल', 'निष्कर्ष', 'नतीजा', 'श्रेणी', 'अनुवाद'],
  before: ['सही', 'अंतिम'],
  adjectives: ['का', 'सही'],
  copulas: ['है', 'होगा', 'यह है'],
  denials: [],
  fillers: ['विकल्प', 'कि'],
  endings: [' है', ' हैं', ' होगा', ' होंगे'],
  juxtaposes: true,
  not: ['नहीं'],
  but: ['बल्कि'],
  unknown: ['मुझे नहीं पता', 'पता नहीं'],
  apologies: ['माफ़ कीजिए', 'माफ करें', 'क्षमा करें', 'मुझे खेद है'],
  refusals: ['मैं इसमें … नहीं', 'मैं इस … नहीं', 'मैं आपकी … नहीं'],
};
