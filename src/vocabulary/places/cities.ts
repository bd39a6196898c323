/** Cities that are written without their country (`Greater Munich Metropolitan Area`, `Paris`): large ones and seats of companies, each in one country only. */
export const CITIES = `
US: san francisco; san francisco bay; bay; silicon valley; los angeles; new york; new york city; chicago; boston; seattle; austin; denver; atlanta; dallas; dallas fort worth; dallas-fort worth; fort worth; houston; philadelphia; phoenix; san diego; san jose; minneapolis; minneapolis st paul; minneapolis-st paul; detroit; miami; miami fort lauderdale; miami-fort lauderdale; fort lauderdale; tampa; tampa bay; orlando; charlotte; raleigh; raleigh durham chapel hill; raleigh-durham-chapel hill; nashville; salt lake city; portland; pittsburgh; cleveland; columbus; cincinnati; indianapolis; kansas city; st louis; baltimore; sacramento; las vegas; san antonio; milwaukee; jacksonville; washington dc; washington dc-baltimore; palo alto; mountain view; menlo park; redwood city; sunnyvale; santa clara; oakland; brooklyn; manhattan; boulder; ann arbor; provo; scottsdale; irvine; santa monica; redmond; bellevue; hartford; buffalo; new orleans; oklahoma city; louisville; omaha; des moines; madison; grand rapids; honolulu; anchorage; el paso; albuquerque; tulsa; memphis
CA: toronto; montreal; vancouver; ottawa; calgary; edmonton; winnipeg; quebec city; mississauga; waterloo ontario; kitchener
MX: mexico city; guadalajara; monterrey; tijuana
BR: sao paulo; rio de janeiro; belo horizonte; curitiba; porto alegre; brasilia; recife; campinas; florianopolis
AR: buenos aires
CO: bogota; medellin
CL: santiago de chile
PE: lima
GB: london; manchester; edinburgh; glasgow; leeds; bristol; liverpool; sheffield; nottingham; cardiff; belfast; reading berkshire; milton keynes; brighton; leicester; southampton; coventry
IE: dublin; cork; galway
DE: berlin; munich; münchen; hamburg; frankfurt; frankfurt am main; frankfurt rhine-main; cologne; köln; cologne bonn; düsseldorf; dusseldorf; stuttgart; leipzig; dresden; hannover; hanover; nuremberg; nürnberg; bremen; karlsruhe; mannheim; bonn; essen; dortmund; münster; aachen; rhine-ruhr; rhine-neckar; ruhr; freiburg; augsburg; heidelberg; wiesbaden; mainz; bielefeld; darmstadt; walldorf; potsdam
AT: vienna; wien; graz; linz; salzburg; innsbruck
CH: zurich; zürich; geneva; genf; genève; basel; bern; lausanne; zug; lucerne; winterthur
FR: paris; lyon; marseille; toulouse; bordeaux; lille; nantes; strasbourg; montpellier; rennes; grenoble; nice; sophia antipolis
NL: amsterdam; rotterdam; the hague; den haag; utrecht; eindhoven; randstad; amsterdam randstad
BE: brussels; bruxelles; brussel; antwerp; antwerpen; ghent; gent; leuven
LU: luxembourg city
ES: madrid; barcelona; bilbao; malaga; sevilla; seville; zaragoza
PT: lisbon; lisboa; porto; braga
IT: milan; milano; rome; roma; turin; torino; bologna; naples; florence; firenze
SE: stockholm; gothenburg; göteborg; malmö; malmo; uppsala
NO: oslo; bergen; trondheim; stavanger
DK: copenhagen; københavn; aarhus; odense; aalborg
FI: helsinki; espoo; tampere; turku; oulu
IS: reykjavik
PL: warsaw; warszawa; krakow; kraków; wroclaw; wrocław; gdansk; gdańsk; poznan; poznań; katowice; lodz
CZ: prague; praha; brno; ostrava
SK: bratislava; kosice
HU: budapest
RO: bucharest; bucuresti; cluj-napoca; timisoara; iasi
BG: sofia; plovdiv
GR: athens greece; thessaloniki
HR: zagreb
RS: belgrade; novi sad
SI: ljubljana
EE: tallinn; tartu
LV: riga
LT: vilnius; kaunas
UA: kyiv; kiev; lviv; kharkiv
TR: istanbul; ankara; izmir
IL: tel aviv; tel aviv-yafo; tel aviv jaffa; haifa; jerusalem; herzliya; ramat gan
AE: dubai; abu dhabi; sharjah
SA: riyadh; jeddah
QA: doha
EG: cairo; alexandria egypt
ZA: cape town; johannesburg; durban; pretoria; city of johannesburg
NG: lagos; abuja
KE: nairobi
MA: casablanca; rabat
IN: bangalore; bengaluru; mumbai; delhi; new delhi; delhi ncr; hyderabad india; chennai; pune; pune/pimpri-chinchwad; kolkata; ahmedabad; gurgaon; gurugram; noida; jaipur
PK: karachi; lahore; islamabad
BD: dhaka
LK: colombo
CN: shanghai; beijing; shenzhen; guangzhou; hangzhou; chengdu; suzhou; nanjing; wuhan
TW: taipei; hsinchu
JP: tokyo; osaka; kyoto; nagoya; yokohama; fukuoka
KR: seoul; busan; pangyo
SG: singapore
MY: kuala lumpur; penang
TH: bangkok
ID: jakarta; bandung; surabaya
PH: manila; makati; cebu; metro manila
VN: ho chi minh city; hanoi; da nang
AU: sydney; melbourne; brisbane; perth; adelaide; canberra; gold coast
NZ: auckland; wellington; christchurch
`;
