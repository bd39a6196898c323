/** Common given names of Europe and the Americas, folded, without accents. */
const GIVEN = new Set(
  `aaron adam adrian agnieszka aisha alain alan albert alberto alejandra alejandro alessandra alessandro alex alexander alexandra
  alexandre alfred alice alicia alison allison amanda amelia amy ana anders andre andrea andreas andrew andrzej angela anita ann anna anne
  annette annika anthony anton antonia antonio arthur astrid barbara beatrice beatriz ben benjamin bernard bernd bettina birgit bjorn brandon
  brian bridget bruno caitlin camille carla carlo carlos carmen carol carolina caroline catherine cecilia charles charlotte chiara chloe chris
  christian christina christine christoph christophe christopher claire clara claudia claudio clement colin craig cristina daniel daniela
  daniele danielle david deborah denise dennis diana diane diego dieter dietmar dirk dominik dominique donald donna dorothea douglas eduardo
  edward eleanor elena elisabeth elizabeth ella ellen emil emilia emily emma enrico eric erik erika ernesto esther ethan eva evelyn fabian
  fabio fatima federico felix fernanda fernando florian francesca francesco francisco francois frank franz fred frederic frederik friedrich
  gabriel gabriela gabriele gary georg george georges gerald gerard gerhard gianluca giorgio giovanni giulia giuseppe gloria gordon grace
  graham greg gregory guido guillaume gunter gustavo hannah hans harald harry heather heidi heike heinrich heinz helen helena helene helmut
  henrik henry herbert holger hugo ian ines ingrid irene isabel isabella isabelle ivan jack jacob jacqueline jacques jakob james jan jana
  jane janet jean jeff jeffrey jennifer jens jeremy jerome jessica jill joachim joan joana joanna joao jochen joe joel johan johanna johannes
  john jonas jonathan jorge jorg jose josef joseph joshua juan judith julia julian julie julien jurgen justin karen karin karl karsten
  katarzyna katharina kathleen kathrin katja katrin keith kelly ken kenneth kerstin kevin kim klaus kristen kristin kristina krzysztof lars
  laura lauren laurent lea lena leo leonardo leonie lilian linda lisa lorenzo louis louise luca lucas lucia lucy luigi luis luisa lukas luke
  magdalena maike malgorzata manfred manuel manuela marc marcel marcello marco marcos marcus margaret margarita maria marie marina mario marion
  marius mark markus marta martha martin martina mary mathias mathieu mathilde matteo matthew matthias maurice mauro max maximilian megan
  melanie melissa mia michael michaela michal michel michele michelle miguel mike mikael mohamed mohammed monica monika monique moritz nadine
  nadja nancy natalia natalie nathalie nathan nicholas nick nicola nicolas nicole nils nina noah norbert nora oliver olivia olivier oscar
  otto pablo pamela paola paolo pascal patricia patrick patrizia paul paula paulo pedro peter petra philip philipp philippe pierre piotr rachel
  rafael rainer ralf ralph ramon raphael rebecca reinhard renate rene ricardo richard rita rob robert roberta roberto robin rodrigo roger roland
  rolf roman ronald rosa rosemary rudolf ruth ryan sabine sabrina sally sam samantha samuel sandra santiago sara sarah scott sean sebastian
  serge sergio sharon silke silvia simon simone sofia sonia sonja sophia sophie stefan stefania stefanie stefano stephan stephane stephanie
  stephen steve steven stuart susan susana susanne svenja sven sylvia sylvie tamara tania tanja tatjana teresa theo theresa thierry thomas
  thorsten tim timothy tina tobias todd tom tomasz tony torsten ulrich ulrike ursula ute uwe valentina valerie vanessa vera veronica veronika
  victor victoria vincent vincenzo virginia viktor volker walter werner wilhelm will william wolfgang xavier yannick yasmin yves yvonne zoe`.split(
    /\s+/,
  ),
);

const PARTICLES = "van|von|de|der|den|del|della|di|da|dos|la|le|el|al|bin|ter|zu";
const NAME = new RegExp(
  `^(?:(?:dr|prof|mr|mrs|ms|herr|frau)[.]? )*(\\p{L}+)(?:-\\p{L}+)?(?: \\p{L}[.]| \\p{L}+){0,1}(?: (?:${PARTICLES}))* [\\p{L}'’-]+$`,
  "u",
);

/** Whether a folded text reads like a person's full name, `anna de vries` or `vries, anna`: its given name is a common one. */
export function readsLikePerson(folded: string): boolean {
  const [last = "", first] = folded.split(", ");
  const plain = (first === undefined ? last : `${first} ${last}`).normalize("NFKD").replace(/\p{M}+/gu, "");
  const given = NAME.exec(plain)?.[1];
  return given !== undefined && GIVEN.has(given);
}
