"""Common words: what texts about children's services all say, and so says nothing of which matter one tells of."""

_ENGLISH = """
about above across after again against agree agreed ahead almost along already also although always among amount
another anyone anything around asked asking available aware away back based became because become becoming been before
began begin behind being believe below best better between beyond both bring brought build built came cannot care case
cases certain change changed changes clear clearly close come comes coming comment commented concern concerned concerns
confirmed consider considered continue continued continuing could country current currently date days deal decide
decided despite detail details different does doing done down during each earlier early either else enough ensure
ensuring even ever every everyone everything example existing expect expected explained face facing fact family far feel
fell felt few figure figures final find finding first five follow followed following form former forward found four from
full fully further future gave general give given gives giving goes going good great group groups grow growing half
happen happened hard have having head hear heard held help helped helping here high higher hold holding hope hours
however human idea immediate important include included includes including increase increased increasing independent
information instead into involved issue issues itself join just keep keeping kept kind knew know known large largest
last late later latest lead leading learn least leave left less letter level levels life like likely line list little
live lives living local long longer look looked looking lost lower made main major make makes making manage managed many
matter mean means meet meeting meetings member members might million minutes more most move moved much must myself name
national near nearly need needed needs never next night none note noted nothing number numbers offer offered office
often once only open opened opening order organisation other others ought ourselves over overall page paid part parts
past people percent perhaps period person place placed plan planned planning plans point position possible present
previous previously problem problems process progress proposal proposals proposed provide provided provides providing
public published put question questions quite rate rather reach read ready real really reason receive received recent
recently recommend recommendation recommendations recommended record reduce reduced regard regarding remain remains
report reported reports require required requires result results return review reviewed right risk role said same says
second section seek seen sent set seven several shall share should show showed shown since single situation six small
some someone something soon speak speaking spoke staff stage stand start started state statement still stop story
strong such suggest support supported supporting sure system take taken takes taking talk team teams tell than thank
that their them themselves then there therefore these they thing things think this those though thought three through
throughout time times today together told took total toward towards tried turn under understand until update updated
upon used using various very view want wanted week weeks well went were what when where whether which while whole whom
whose wider will with within without word words work worked working works would written year years yesterday young your
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december mrs miss click photo image picture newsletter read sign share email subscribe spokesman
spokeswoman spokesperson spokespeople added warned insisted claimed revealed welcomed article
"""

_OF_THE_TRADE = """
adult adults agenda appendix assessment assessments authority board borough boys budget cabinet carers chair chairman
chief child children city committee commissioner committees community corporate council councillor councillors councils
county decision decisions department deputy director directorate district education executive experience experiences
families financial girls government impact improve improved improvement improvements improving inspection inspections
inspector inspectors judged judgement leader leaders leadership legal management manager managers minister ministers
monitoring officer officers ofsted outcome outcomes overview panel parent parenting parents partners partnership
performance policy practice protection quality rated rating resolved safe safeguarding schools school scrutiny secretary
service services social strategic strategy effectiveness effective welfare worker workers youth inadequate outstanding
adequate requires social care leavers vulnerable department cllr coun council's people's
"""

# A word is compared without its plural `s`.
COMMON = frozenset(word.removesuffix("s") for word in f"{_ENGLISH} {_OF_THE_TRADE}".split())
