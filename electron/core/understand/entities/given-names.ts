/** @file Frequent given names and surnames, written by us from general knowledge; not a census. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Given names of many countries, lower case. */
export const givenNames = set(`
aaron abby abdul abigail adam adele adrian agnes agata ahmed aidan aiko aisha alan alana albert alberto alejandro alena
aleksander alessandro alex alexa alexander alexandra alexandre alexei alexis alfie alfred alfredo ali alice alicia alina alison
allan allison alma alvaro amal amanda amara amber amelia amelie amina amir amira amit amy ana anastasia anders andre andrea
andreas andres andrew andrzej andy aneta angel angela angelica angelina angelo angus anika anil anita anja ann anna annabel anne
annette annie anthony antje anton antoine antonia antonio anya archie ariana arjun arne arthur arturo arun asha ashley astrid
athena aubrey audrey aurora austin ava axel ayesha aylin barbara barry bart bastian beata beatrice beatriz becky bella ben
benedict benjamin bernard bernd bertha beth bethany betty bianca birgit bjorn björn blake bob bogdan boris bozena brad bradley
brandon brenda brendan brent brett brian bridget brigitte britney brooke bruce bruno bryan bryce caitlin caleb calvin cameron
camila camilla candice carina carl carla carlos carmen carol carolina caroline carolyn carrie carsten catarina catherine cathy
cecilia cecilie cesar chad chantal charlene charles charlie charlotte chelsea chen cheryl chiara chloe chris christa christian
christiane christina christine christoph christophe christopher cindy claire clara clarence claude claudia claudio clement
clifford cody colin colleen connor conor constance cora corey cormac courtney craig cristian cristina crystal curtis cynthia
dagmar daisy dale damian damien dan dana daniel daniela daniele danielle danny daphne darius darko darren dave david dawn dean
deborah declan deepak denis denise dennis derek derrick desmond destiny devin diana diane diego dieter dimitri dina dirk dmitri
dmitry dolores dominic dominik dominique don donald donna dora dorian doris dorothy doug douglas duncan dustin dylan earl eddie
edgar edith edmund eduardo edward edwin eileen einar ekaterina elaine eleanor elena eleni elias elif elijah elin elisa elisabeth
elise eliza elizabeth ella elle ellen ellie elliot elmer elsa elsie elvira emer emil emilia emilio emily emma emmanuel enrico
enrique eric erica erich erik erika erin ernest ernesto esme esteban esther ethan etienne eugene eva evan eve evelyn ezra fabian
fabio fabrice faith farah fatima fausto federico felicia felicity felipe felix ferdinand fernanda fernando fiona flora florence
florian frances francesca francesco francine francis francisco franco francois frank frankie franz fred freddy frederic
frederick frederik fredrik frida friedrich gabriel gabriela gabriele gabrielle gareth gary gavin gemma genevieve geoffrey george
georgia gerald gerard gerhard gianna gilbert gina giorgio giovanni gisela giulia giuseppe gladys glen glenda glenn gloria gordon
grace graham grant greg gregor gregory greta guillaume guillermo gunnar gustav gustavo guy gwen hailey hakan hal haley halima
hamza hana hank hanna hannah hanne hans harald harold harriet harry harvey hassan hazel heather hector heidi heike heinrich
helen helena helene helga henri henrik henry herbert herman hilary hilda hiroshi holly horst howard hubert hugh hugo hussein ian
ibrahim ida ignacio igor ikram ilona ilse ines inga ingrid ioana irena irene irina iris irma isaac isabel isabella isabelle
isla ivan ivana ivo ivy jack jackie jacob jacqueline jacques jade jaime jake jakob jakub james jamie jan jana jane janet janice
janine janusz jared jaroslav jasmin jasmine jason javier jay jayden jean jeanette jeanne jeff jeffrey jelena jenna jennifer jenny
jens jeremiah jeremy jerome jerry jesper jess jesse jessica jessie jesus jill jim jimmy jiri joan joana joanna joanne joao
joaquin jochen jodie joe joel johan johann johanna johannes john johnny jon jonas jonathan jordan jorge jose josef josefina
joseph josephine josh joshua joyce juan juana juanita judith judy julia julian juliana julie julien juliet julio julius jun june
jurgen jürgen justin justine jutta kamil kara karel karen kari karin karl karla karolina kasper kate katarina katarzyna kate
katerina katharina katherine kathleen kathryn kathy katie katja katrin kay kayla keiko keith kelly kelsey ken kendra kenji
kenneth kerry kevin khadija khalid kieran kim kimberly kirk kirsten klaus konrad konstantin kristen kristian kristin kristina
kristine krzysztof kurt kyle lance lara larisa larry lars laszlo latoya laura lauren laurence laurent laurie lawrence layla lea
leah leandro lee leila lena lenka lennart leo leon leona leonard leonardo leonie leroy leslie lester levi lewis liam lidia lilian
liliana lillian lily linda lindsay lindsey linus lisa lise liz lloyd logan lois lola lorena lorenzo loretta lori lorraine lothar
lotte lou louis louisa louise lourdes luca lucas lucia luciana lucie lucy ludwig luis luisa luiz lukas luke luna lydia lynn mabel
maciej mackenzie maddie madeleine madison mads magda magdalena magnus maja malcolm malik mandy manfred manuel manuela mara marc
marcel marcela marcelo marcia marco marcos marcus margaret margarita margit maria mariam marian mariana marianne marie mariia
marina mario marion marisa marjorie mark marko markus marlene marlon marta martha martin martina martine marvin mary maryam
masha mateo mateusz mathias mathilde matilda matt matteo matthew matthias maureen maurice mauricio max maxim maxime maximilian
maya megan mehmet mei melanie melinda melissa mercedes meredith mia michael michaela michal michel michele micheal michelle
miguel mika mikael mike mikhail mikkel mila milan milena miles milica millie milos mina ming mira miranda miriam miroslav misha
mitchell moe mohamed mohammad mohammed moira molly mona monica monika monique morgan morten moses muhammad murat muriel mustafa
myra nadia nadine naomi natalia natalie natasha nathalie nathan nathaniel neil nellie nelson nia nicholas nick nicola nicolas
nicole niels nigel nikita nikola nikolai nikolaj nils nina noah noel noemi nora norbert norma norman nuno octavia ola olaf olav
ole oleg olga oliver olivia olivier oluwaseun omar ondrej oscar oskar osman otto owen pablo paige pamela paolo pascal pat
patricia patricio patrick patrik paul paula pauline paulo pavel pawel pedro peggy penelope per percy pernille peter petr petra
phil philip philipp philippe phillip phoebe phyllis pia pierre piotr piper polly priya quentin rachel radek rafael rahul raj
rajesh ralf ralph ramon ramona randy raphael raquel rashid raul ravi ray raymond rebecca regina reinhard renata renate rene
renee reza rhonda ricardo riccardo richard rick ricky riley rita rob robert roberta roberto robin rocio rod roderick rodney
rodrigo roger roland rolf roman ron ronald ronnie rory rosa rosalie rosario rose rosemary rosie ross roxanne roy ruben rudolf
rudy rupert russell ruth ryan sabine sabrina sally salma salvatore sam samantha samir samira samuel sandra sandro sandy sanjay
santiago sara sarah sascha sasha saskia saul savannah scarlett scott sean sebastian selena selma serena sergei sergio seth
shane shannon shari sharon shaun shauna shawn sheila shelley shelly sherry shirley sid siegfried sigrid silas silke silvia simon
simona simone sofia sofie solveig sonia sonja sophia sophie soren søren stacey stacy stan stanislav stanley stefan stefania
stefanie stefano steffen stella stephan stephanie stephen sterling steve steven stewart stig stuart sue sunita susan susana
susanna susanne suzanne sven svetlana sylvia sylvie tamara tammy tania tanja tanya tara tariq tatiana ted teresa terrence terri
terry tess thea thelma theo theodore theresa therese thierry thomas thorsten tiago tiffany tim timo timothy tina tobias toby
todd tom tomas tomasz tommy toni tony torsten tracey tracy travis trevor tricia trisha troy tyler ugo ulrich ulrike uma ursula
uwe valentina valeria valerie vanessa vasco vaclav vera veronica veronika vesna vicki vicky victor victoria viktor vilma vince
vincent vincenzo viola violet virginia vivian viviana vladimir volker wade walter wanda warren wayne wei wendy werner wesley
wilfred wilhelm willem william willie wilma winston wolfgang xavier ximena yan yara yasmin yolanda yosef youssef yuki yuri yusuf
yves yvette yvonne zac zach zachary zainab zara zdenek zoe zoltan zsofia zuzana
`);

/** Given names that are also everyday words: they count only with another sign of a name. */
export const wordNames = set(`
amber angel april art august austin autumn bill bob brook carol chance charity chase christian crystal daisy dale
dawn dean dolores don earl eve faith florence florian frank gene glen grace grant guy hank harry hazel heather holly hope
iris ivy jack jade jasmine jay jean jesus jordan joy june kay lance lee lily lou mark max may mercedes mia mike milan mike min
miles ming nick olive pat per pat penny pearl ray rich rob robin rod roman rose roy ruby sandy sid sky skip stan sterling stig
sue sunny ted troy van victor viola violet virginia wade warren will willow win
`);

/** Surnames of many countries, lower case; those that are everyday words are left out. */
export const surnames = set(`
king cook price stone rice bush brown green black long 
adams ahmed allen alvarez andersen anderson andersson bailey barnes bauer becker bell bennett berg bernard bianchi brooks bryant
butler campbell carlson carter castillo castro chavez cheng clark clarke coleman collins colombo cooper cox cruz davies davis
diaz dubois dupont edwards ellis eriksen eriksson evans farrell fernandes fernandez ferrari fischer fleming flores foster fournier
garcia gibson gomez goncalves gonzales gonzalez graham gray griffin gupta gustafsson gutierrez hall hansen hansson harris harrison
hayes henderson hernandez herrera hill hoffmann horvath howard hughes hussain ivanov jackson jansen jansson jenkins jensen
jimenez johansen johansson johnson jones jorgensen kaminski kelly kennedy khan kim klein koch kovacs kowalski kumar larsen
larson larsson laurent lefebvre leroy lewandowski lewis lindberg lopez lund lundgren macdonald madsen maier martinez mcdonald
meier mendoza meyer miller mitchell moeller moller mohamed moore morales moreau moreno morris morrison muller müller murphy murray
myers nagy nelson neumann nguyen nielsen nilsen nilsson novak novakova nowak nunez o'brien o'connor olsen olsson oneal ortiz
palmer park parker patel patterson pedersen pereira peres perez perry persson petersen peterson petrov petersson phillips powell
ramirez ramos rasmussen reyes reynolds ricci richards richardson richter rivera roberts robinson rodrigues rodriguez rogers
romano romero rossi ruiz russo sanchez sanders sandoval santos schmid schmidt schneider schroeder schulz schwarz scott shah sharma
silva simmons singh smirnov smith soto sousa souza stevens stewart suarez sullivan svensson szabo takahashi tanaka taylor thomas
thompson thomsen torres toth turner varga vargas vasquez vazquez wagner walker wallace walters ward watson weber weiss west white
williams williamson wilson wood wright yamamoto yang young zhang zimmermann
`);
