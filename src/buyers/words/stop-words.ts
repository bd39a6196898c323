/** Words that say nothing by themselves, by language, folded: articles, pronouns, prepositions, forms of be and have, and what every note says. */
const LISTS = {
  en: `a about above after again all also am an and any are aren't as at be because been before being below between both but by can can't cannot could
    couldn't did didn't do does doesn't doing don't dont down during each every few for from further get gets getting go goes going got had hadn't has hasn't have
    haven't having he he's her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its itself just let's like made
    make makes many may me might more most much must my myself no nor not now of off on once one only or other our ours out over own per same shall she
    should shouldn't since so some still such than that that's the their theirs them themselves then there there's these they they're this those through to
    too two three until up upon us very via was wasn't we we'd we'll we're we've were what when where whether which while who whom whose why will with
    within without won't would wouldn't yet you you're your yours said says say told came come comes want wants wanted would ask asked asks need needs
    needed well really even back see use used uses using new last next first today yesterday tomorrow half once twice four five six seven eight nine ten hundred whole something anything everything nothing
    somebody someone anybody anyone everybody everyone nobody lot lots bit week weeks month months year years day days via etc`,
  de: `aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei damit dann das dass dein dem den denn der
    des deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch für gegen gibt hab habe
    haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine
    keinem keinen keiner können könnte machen man mehr mein mit muss müssen nach nicht nichts noch nun nur ob oder ohne sagt schon sehr sein seine seinem
    seinen seiner seit sich sie sind so soll sollen sollte sondern sowie über um und uns unser unsere unter vom von vor wann war waren warum was weil welche
    wenn wer werden wie wieder will wir wird wo wollen worden wurde wurden zu zum zur zwar zwischen woche wochen monat monate jahr jahre tag tage neu neue`,
  fr: `à au aux avec avoir c'est ce ceci cela ces cet cette chez comme dans de des donc dont du elle elles en encore entre est et été être eu fait il ils j'ai
    je la le les leur leurs lui ma mais me mes moi mon même n'est ne nos notre nous on ont ou où par pas peu peut plus pour qu'il que quel quelle qui sa sans
    se ses si son sont sous sur ta te tes toi ton tous tout toute toutes très tu un une veut vos votre vous y`,
  es: `al algo alguna algunas alguno algunos ante antes como con contra cual cuando de del desde donde dos el él ella ellas ellos en entre era es esa ese eso
    esta está están este esto estos fue ha había han hasta hay la las le les lo los más me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o otra
    otro otros para pero poco por porque que qué quien se sea ser si sí sin sobre son su sus también tan te tiene tienen todo todos tras tu un una uno unos
    y ya yo`,
  it: `a ad agli ai al alla alle allo anche c'è che chi ci come con contro cui da dagli dai dal dalla dalle dei del della delle dello di dopo dove e è ed ha
    hanno ho i il in io la le lei li lo loro lui ma mi mia mio molto ne negli nei nel nella nelle noi non nostra nostro o ogni per perché più poco quale
    quando quella quello questa questi questo se sei senza si sia sono sta su sua sue sui sul sulla suo suoi tra tutti tutto un una uno voi`,
  nl: `aan al alle als bij dan dat de den der deze die dit doch doen door dus een en er ge geen had hebben heeft hem het hier hij hoe hun ik in is ja je kan
    kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over te tegen toch toen tot u uit van veel voor want
    waren was wat we wel werd wezen wie wij wil worden zal ze zei zelf zich zij zijn zo zonder zou`,
  pt: `a à ao aos as às até com como da das de dela dele deles depois do dos e é ela elas ele eles em entre era essa esse esta está estão este eu foi foram há
    isso isto já lhe mais mas me mesmo meu minha muito na nas não nem no nos nós nossa nosso num numa o os ou para pela pelas pelo pelos por porque qual
    quando que quem se sem ser seu seus só sua suas também tem têm tu um uma você vocês`,
} as const;

export type Language = keyof typeof LISTS;

const WORDS: readonly (readonly [Language, ReadonlySet<string>])[] = (
  Object.entries(LISTS) as [Language, string][]
).map(([language, words]) => [language, new Set(words.split(/\s+/))]);

const ALL = new Set(WORDS.flatMap(([, words]) => [...words]));

/** Whether a folded word says nothing by itself, in any of the languages. */
export function isStopWord(word: string): boolean {
  return ALL.has(word);
}

/** The language whose small words a text uses most; null where it uses none, or two alike. */
export function languageOf(words: readonly string[]): Language | null {
  let [best, second]: [number, number] = [0, 0];
  let found: Language | null = null;
  for (const [language, list] of WORDS) {
    const hits = words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0);
    if (hits > best) [found, second, best] = [language, best, hits];
    else second = Math.max(second, hits);
  }
  return best > second ? found : null;
}
