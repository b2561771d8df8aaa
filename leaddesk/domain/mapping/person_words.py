"""Common given names, words of job titles and of industries: hints to what a column holds."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """adam adrian agnes alain alan albert aldo alejandro alessandro alessia alex alexander
    alexandra alexandre alfonso alice alicia alina amalia amanda amelie amy ana anders andre
    andrea andreas andres andrew angela angelo anita anja anke ann anna anne annette annika
    antje antoine anton antonio antonia arthur astrid axel barbara beatrice beatriz ben benedikt
    benjamin bernard bernd bernhard bert bianca birgit bjorn bob bram brian bruno camille carina
    carla carlo carlos carmen carolina caroline carsten caterina catherine cecile cecilia
    chantal charles charlotte chiara chloe chris christian christiane christina christine
    christoph christophe christopher claire clara claudia claus clemens corinna cristina daan
    dagmar daniel daniela danielle david dennis diana diego dieter dirk dominik dominique doris
    eduardo edward elena elisa elisabeth elise elke ella ellen emil emilia emily emma enrico
    eric erik ernst esther eva evelyn fabian fabio fabrice federica federico felix femke
    fernanda fernando filipe finn florence florian francesca francesco francisco franck francois
    frank franz frederic friedrich gabriel gabriele gabriella gaelle georg george gerald gerard
    gerd gerhard gianluca gilles gina giorgio giovanni giulia giuseppe gonzalo grace greta guido
    guillaume gunter gustavo hanna hannah hans harald harry heike heiko heinz helen helena
    helene helga hendrik henri henry herbert hugo ian ines inga inge ingo ingrid irene iris
    isabel isabella isabelle ivan jack jacob jacqueline jacques jakob james jan jana jane janine
    jannik javier jean jeanne jeff jennifer jens jeroen jessica joachim joan joana joao joel
    johan johann johanna johannes john jon jonas jonathan jorg jorge jose josef joseph joshua
    juan judith julia julian julie julien jurgen justin karen karin karl karsten katarina kate
    katharina kathrin katja katrin kees kelly kerstin kevin kim kirsten klaas klaus konrad kurt
    lara lars laura laurence laurent lea lena leo leon leonardo leonie liam lieke linda lisa
    lorenzo louis louise luc luca lucas lucia ludovic luigi luis luisa lukas maike manfred manon
    manuel manuela marc marcel marcelo marco marcos marcus margarida maria mariana marie marina
    mario marion mark marko markus marta martha martijn martin martina mary mathieu mathilde
    matteo matthew matthias matthieu maurizio max maxime megan melanie mia michael michaela
    michel michele michelle miguel mike mira monica monika monique nadia nadine natalia natalie
    nathalie nick nicola nicolas nicole niels niklas nils nina nora oliver olivia olivier oscar
    otto pablo paola paolo pascal patricia patrick paul paula paulo pedro peter petra philip
    philipp philippe pia pierre pieter rachel raffaele rafael rainer ralf ramon raquel raul
    rebecca regina renata renate rene ricardo riccardo richard rita robert roberta roberto robin
    roger roland rolf roman rosa ruben rudolf rui ruth ryan sabine sabrina samuel sandra
    sandrine sanne sara sarah sascha scott sean sebastian sebastien serge sergio silke silvia
    simon simona simone sofia sonia sonja sophia sophie stefan stefania stefanie stefano steffen
    stella stephan stephane stephanie stephen steve steven sue susan susana susanne svenja
    sylvia sylvie tanja tatiana teresa thea theo theresa thierry thijs thomas thorsten tim timo
    tina tobias tom tomas torsten ulrich ulrike ursula uta ute uwe valentina valeria valerie
    vanessa vera veronica veronique vicente victor victoria viktor vincent virginie walter
    werner wilhelm willem william wolfgang xavier yann yannick yves yvonne zoe mehmet mustafa
    fatma ahmed mohamed mohammed ali fatima omar youssef priya rahul amit anil wei ming yuki
    hiroshi katarzyna piotr agnieszka andrzej jane""".split()
)
TITLE_WORDS = frozenset(
    """ceo cto cfo coo cmo cio cso chief officer president director manager head lead vp vice
    engineer developer consultant analyst assistant executive founder cofounder co-founder owner
    partner specialist coordinator administrator architect representative supervisor accountant
    buyer geschaftsfuhrer geschaftsfuhrerin geschaftsfuhrung leiter leiterin vorstand inhaber
    einkaufer einkauferin sachbearbeiter berater referent abteilungsleiter vertriebsleiter
    prokurist assistenz bereichsleiter teamleiter it-leiter marketingleiter einkaufsleiter
    technikerin techniker directeur directrice gerant gerante responsable chef president pdg
    dirigeant ingenieur acheteur directora gerente jefe jefa presidente encargado encargada
    ingeniero consultor analista comprador direttore direttrice amministratore responsabile
    titolare dirigente ingegnere impiegato acquisti diretor diretora socio socia coordenador
    coordenadora engenheiro comprador supervisor directeur-eigenaar eigenaar hoofd adviseur
    inkoper bestuurder zaakvoerder medewerker teamleider professor student intern trainee sales
    marketing procurement purchasing""".split()
) - {"sales", "marketing"}  # fmt: skip
INDUSTRY_WORDS = frozenset(
    """software retail logistics manufacturing healthcare education finance financial banking
    insurance construction hospitality telecommunications automotive energy agriculture
    pharmaceuticals biotechnology technology media entertainment transportation utilities
    government nonprofit aerospace chemicals mining saas e-commerce ecommerce legal logistik
    handel einzelhandel maschinenbau gesundheitswesen bildung versicherung versicherungen
    bauwesen gastgewerbe automobil energie landwirtschaft pharma it-dienstleistungen industrie
    sante assurance assurances distribution batiment transport agriculture logistique tecnologia
    manufactura salud educacion construccion logistica seguros comercio sanita edilizia
    assicurazioni manifattura commercio saude educacao varejo construcao bouw zorg onderwijs
    verzekeringen detailhandel transport""".split()
)
