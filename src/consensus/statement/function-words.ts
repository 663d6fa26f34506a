/** Words that carry the grammar and not the subject, of the languages that most is written in, and what language they tell. */

/** Languages with a list of function words. */
export type Language =
  'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl' | 'sv' | 'tr' | 'id' | 'ru' | 'uk' | 'ar' | 'hi';

const LISTS: Readonly<Record<Language, string>> = {
  en: `a about above after again all along already also although am among an and another any are around as at away be
    because been before being below between both but by came can come could did do does doing done down during each
    either else enough etc even ever every few first for from further get gets give gives go goes going got had has have having he
    her here hers him his how however i if in instead into is it its itself just keep keeps kind let like likely lot made make makes
    making many may me might mine more most much must my near need needs no nor not now of off often on once one ones
    only or other others otherwise our out over own per put puts quite rather really same second see several shall she should since
    so some st nd rd th something soon still such take takes than that the their them then there therefore these they thing things this
    those through thus till to together too toward towards two under until up upon us use used uses using usually very was way ways we
    well went were what when where whether which while who whom whose why will with within without would yes yet you your`,
  de: `aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis da dabei damit
    danach dann das dass dazu dein dem den denn der des dich die dies diese diesem diesen dieser dieses doch dort du durch
    ein eine einem einen einer eines er es etwa etwas euch für ganz gegen haben hat hier ich ihm ihn ihnen ihr ihre ihren
    ihrer im immer in indem ist ja je jede jeder jedes jedoch jetzt kann kein keine können man manche mehr mein mit muss
    müssen nach nicht noch nun nur ob oder oft ohne schon sehr sein seine seit sich sie sind so sodass sogar soll sollte
    sondern sowie über um und uns unter viel viele vom von vor war waren was weil welche wenn wer werden wie wieder wir wird
    wo wurde wurden während zu zum zur zwar zwischen`,
  fr: `ai ainsi alors au aucun aussi autre autres aux avant avec avoir c ce cela celle ces cet cette ceux chaque chez comme d
    dans de des donc du elle elles en encore entre est et être eu fait il ils j je l la le les leur leurs lors lorsque lui m
    ma mais me même mes moins n ne nos notre nous on ont ou où par parce pas pendant peu peut peuvent plus pour qu quand que
    qui quoi s sa sans se ses si soit son sont sous sur t ta tandis te tes ton tous tout toute toutes très tu un une vers
    vos votre vous y`,
  es: `a al algo algunos ante antes aquí así aunque bajo cada como con contra cual cuando cómo de del desde donde dos durante e
    el ella ellas ellos en entre era es esa ese eso esta estas este esto estos está están fue ha hace han hasta hay incluso
    la las le les lo los luego más me mi mientras mismo muy mucho muchos nada ni no nos nosotros o otra otras otro otros para
    pero poco por porque puede pueden pues que qué quien se sea según ser si sido sin sino sobre son su sus también tan tanto
    te tiene tienen todo todos tras tu un una unos y ya yo`,
  it: `a ad ai al alla alle allo anche ancora avere c che chi ci come con cosa così cui d da dagli dai dal dalla dalle degli dei
    del dell della delle di dopo dove due e ed è essere fa fino fra gli ha hanno i il in io l la le lei lo loro lui ma mentre
    mi molto nei nel nell nella nelle non nostro o ogni oltre per perché più poi prima può qualche quando quale quanto quella
    quelle quelli quello questa queste questi questo qui se senza si sia sono su sua sue sui sul sulla suo tra tu tutti tutto
    un una uno vi viene`,
  pt: `a ainda ao aos apenas as assim até cada com como da das de dela dele depois do dos e é ela elas ele eles em enquanto
    entre era essa esse esta estas este está eu foi for há isso isto já lhe mais mas me mesmo meu minha muito na nas nem no
    nos nós não o onde os ou para pela pelas pelo pelos pode podem por porque qual quando que quem se sem ser seu seus sobre
    são só sua suas também te tem têm ter tudo um uma umas uns você à às`,
  nl: `aan al alle als altijd andere bij daar dan dat de deze die dit door dus een en er gaat geen had heb hebben heeft het hier
    hij hoe hun ik in is je kan kunnen maar meer men met mijn moet na naar niet nog nu of om omdat onder ook op over te tegen
    ten tot tussen uit van veel voor waar wanneer was wat we wel werd wie wij wordt worden ze zich zij zijn zo zoals zonder`,
  pl: `a aby ale albo bardzo bez być był była było czy dla do gdy i ich im jak jako jest jego jej już każdy kiedy która które
    który lub ma może można na nad nie niż o od oraz po pod ponieważ przed przez przy się są także tak ten to tego tej tym
    tylko u w we więc z za ze że`,
  sv: `alla andra att av bara blev blir de dem den denna deras dess det detta dig din du då där efter eftersom ej eller en ett
    från för ha hade han har hon hur här i in inte jag kan man med mellan men mer mot mycket många måste ni nu när och också
    om oss på sig sin sina ska som så till under upp ut utan vad var vi vid vilken är över`,
  tr: `ama ancak bir biz bu bunu bunun çok çünkü da daha de değil diye en gibi hem her için ile ise kadar ki mi mı ne o olan
    olarak olduğu olur onu onun sonra şu şey tüm var ve veya ya yok`,
  id: `ada adalah agar akan atau bahwa banyak bagi bisa dalam dan dapat dari dengan di hanya harus ia ini itu jika juga karena
    ke kita lebih mereka oleh orang pada saat sangat sebagai sebuah secara sehingga seperti setelah suatu tidak untuk yang`,
  ru: `а без более бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее её если есть еще ещё же за
    и из или им их к как когда который которая которые кто ли между меня мне может можно мы на над надо не него нее ней нет
    ни них но о об он она они оно от очень по под после потому почти при про с сам себя со так также такой там то того тоже
    только том ты у уже чем через что чтобы эта эти это этот этого я`,
  uk: `а або але без більш був була були було бути в вже ви від він вона вони все всі де для до є же з за зі і із інші її їх й
    його коли ми може можна на над не ні них о об однак по під після при про сам себе та так також там те ти то тому у хто
    це цей ця через чи що щоб як яка який які якщо я`,
  ar: `في من على إلى عن أن إن التي الذي هذا هذه ذلك تلك كان كانت هو هي هم ما لا لم لن قد كل كما أو ثم حيث عند عندما بعد قبل بين مع
    غير حتى إذا لأن و يكون تكون أي أيضا`,
  hi: `का की के को में से पर है हैं था थे थी और या एक यह वह इस उस ये वे जो कि तो भी ही नहीं ने कर करते करता करना हो होता होती होते
    लिए साथ तक बाद जब तब अपने कुछ सभी बहुत अधिक रहा रहे गया`,
};

/** For each function word the languages that have it. */
const LANGUAGES = languagesByWord();

function languagesByWord(): ReadonlyMap<string, readonly Language[]> {
  const languages = new Map<string, Language[]>();
  for (const language of Object.keys(LISTS) as Language[]) {
    for (const word of LISTS[language].split(/\s+/)) languages.set(word, [...(languages.get(word) ?? []), language]);
  }
  return languages;
}

/** Fewer function words than this leave the language open. */
const LEAST_WORDS = 2;

/** The language whose function words stand in `words` most often, ahead of all others; null where that is open. */
export function languageOf(words: readonly string[]): Language | null {
  const counts = new Map<Language, number>();
  for (const word of words)
    for (const language of LANGUAGES.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one);
  if (first === undefined || first[1] < LEAST_WORDS || first[1] === second?.[1]) return null;
  return first[0];
}

/** Whether `word` carries grammar only; of a language that is not known, whether it does in any. */
export function isFunctionWord(word: string, language: Language | null): boolean {
  const languages = LANGUAGES.get(word);
  return languages !== undefined && (language === null || languages.includes(language));
}
