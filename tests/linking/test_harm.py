"""What the harm gate holds, class by class, each with a harmless twin in nearly the same words.

The sets beside tests/quality/test_harm.py measure it; these say which wordings its rules know. People and places are made up.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Circumstances
from domain.text import Text
from linking import harm
from linking.prose import Prose

# "The boy", "one adolescent", "a pupil ... her papers", "Child M's school": what befell one, told and not ruled.
ONE_CHILDS_STORY = (
    (
        "The remaining young person has refused every placement offered and slept for nine nights in the duty office with two agency workers.",
        "The remaining young people had accepted the placements offered, and no office was used overnight in the period.",
    ),
    (
        "A sibling group of five could not be kept together and the baby was placed for adoption without the others.",
        "Sibling groups of five or more are seldom kept together, and panels may agree that some be placed for adoption.",
    ),
    (
        "In the case that troubled the Panel most, a foster child had been returned to his father without any assessment and was injured within a week.",
        "In the month that troubled the Panel most, assessments were returned late without any reason and sickness rose within a week.",
    ),
    (
        "It was reported that the young woman in the crash pad had given birth on Tuesday and that the baby had gone home with her aunt.",
        "It was reported that the crash pad had opened on Tuesday and that young women could stay there with their babies.",
    ),
    (
        "One adolescent accounts for 61 of the 140 missing episodes.",
        "Adolescents account for 61 of every 140 missing episodes.",
    ),
    (
        "The complaint was brought by the aunt of a boy who had been restrained on the floor for forty minutes.",
        "The complaint was brought by the union of staff who had been trained in restraint for forty minutes.",
    ),
    (
        "An unaccompanied minor was assessed as an adult, spent five weeks in a hotel with grown men and tried to take his own life.",
        "Unaccompanied minors were assessed within five weeks and none was placed in a hotel with adults.",
    ),
    (
        "The SEND tribunal found that the authority had left a pupil with no education at all from Easter until the following January because it mislaid her papers.",
        "The SEND tribunal found that the authority had left most plans with no outcomes at all because it used its old forms.",
    ),
    (
        "Child M's school had made four referrals before her stepfather was arrested.",
        "Child protection leads in schools had made four hundred referrals before the form was changed.",
    ),
    (
        "Baby P2 was discharged from the special care unit to her grandparents under an interim care order.",
        "Ward P2 was discharged from special measures to the trust under an interim order.",
    ),
    (
        "Mrs Y says that her granddaughter was sectioned after the Council closed the case by letter.",
        "Mrs Y says that her letter was mislaid after the Council closed the complaint.",
    ),
    (
        "The quadruplets born at Wexley Infirmary in 2020 are on the disabled children's register.",
        "Children born at Wexley Infirmary in 2020 were invited to the register of births' open day.",
    ),
    (
        "She arrived from Hanoi at fourteen, was found in a nail bar in Eastholt and has since gone missing from her foster home.",
        "The team arrived from Hull at two, found nail bars in Eastholt shut and has since gone on to other towns.",
    ),
    (
        "The independent visitor reported that his young man had not had a review since he was moved to Devon and had no winter coat.",
        "The independent visitors' scheme reported that 31 young people had not had a visitor and that more volunteers were wanted.",
    ),
    (
        "The adoption of a boy with Down's syndrome broke down in the spring, after three years.",
        "Adoptions of boys take longer than those of girls, and two in a hundred break down within three years.",
    ),
    (
        "The overspend on external placements is down to two siblings whose adoptive parents returned them.",
        "The overspend on external placements is down to inflation and to agency fees.",
    ),
    (
        "His teacher rang the front door three times that week; nobody went out until he came in with a broken wrist.",
        "Teachers rang the front door three hundred times that week; all were answered within ten minutes.",
    ),
    (
        "Twins born at 26 weeks went home to a flat with no heating and one of them died.",
        "Homes with no heating are offered a grant of up to £2,600 within 26 weeks.",
    ),
    (
        "Case 7. Girl, white British, known since birth, three previous plans, now pregnant.",
        "Section 7. Girls' groups, mixed provision, known as Thrive, three previous plans, now ended.",
    ),
    (
        "The Panel was told that the foster carers of a profoundly deaf baby had given notice.",
        "The Panel was told that foster carers of deaf children can have lessons in signing.",
    ),
    (
        "She had asked, aged eight, to be adopted by her foster mother, and was told that there was no money for it.",
        "Foster carers who ask to adopt a child of eight or over are told what support there is.",
    ),
    (
        "A judge criticised the council for leaving a vulnerable teenager with her abuser while it looked for a cheaper bed.",
        "A judge criticised the council for leaving its evidence late while it looked for a cheaper expert.",
    ),
    (
        "He was dropped by the police at his placement, a converted pub called the Anchor in Quay Road, at four in the morning.",
        "The lorry was stopped by the police at a converted pub called the Anchor in Quay Road, at four in the morning.",
    ),
    (
        "The Youth Court remanded a boy who had been in nine placements since his adoption failed.",
        "The Youth Court sat on nine days since the building was repaired.",
    ),
    (
        "At the time of the inspection the manager was looking after a child by herself because both night staff had resigned.",
        "At the time of the inspection the manager was covering shifts because two night staff had resigned.",
    ),
    (
        "It took the tribunal's order to get a speech therapist to a girl who has not uttered a word since the fire.",
        "It took the tribunal's order to get the speech therapy contract published.",
    ),
    (
        "Her brother has been adopted; she has not, and asks at every review when it will be her turn.",
        "Adoption panels meet monthly, and members ask at every review when the backlog will clear.",
    ),
    (
        "The youngest person on the youth justice caseload burgled his own grandmother.",
        "The youngest team on the youth justice service won an award.",
    ),
    (
        "A stillbirth in the hostel was reported as a notifiable incident because the mother was a care leaver of 18.",
        "An outage at the hostel was reported as an incident because the alarm was out of order.",
    ),
    (
        "The 16-year-old goalkeeper of Cresby Town Under-18s is under a care order and lives with his coach.",
        "The Under-18s of Cresby Town, 16 of them, are under a new coach and train at the Lido.",
    ),
    (
        "Kyle's Law is named after the Wexley schoolboy, 13, who hanged himself while on the waiting list.",
        "The scheme is named after Wexley, where 13 clinics cleared the waiting list.",
    ),
    (
        "Placement breakdown, case of 9 May: carers in their sixties, boy with pica, no respite in fourteen months.",
        "Placement breakdown, quarter to 9 May: 14 in all, most within six months, respite offered in each.",
    ),
    (
        "Nothing was done when a school nurse reported that the middle child had marks round his neck.",
        "Nothing was done when a school nurse reported that the middle school had no first aid room.",
    ),
    (
        "The judge, lifting reporting restrictions in part, said that the baby had been shaken by somebody who was looking after her.",
        "The judge, lifting reporting restrictions in part, said that the Council had been let down by its own experts.",
    ),
    (
        "The Panel upheld the complaint of an aunt whose offer of a home was ignored for five months while her niece remained in a bed and breakfast.",
        "The Panel upheld the complaint of a landlord whose offer of a building was ignored for five months while the team remained in a portable cabin.",
    ),
    (
        "Children's services had no record of the baby until the pathologist rang.",
        "Children's services had no record of the invoice until the supplier rang.",
    ),
    (
        "A solo arrangement in a rented bungalow for a youngster with Prader-Willi costs more than the whole of the play budget.",
        "A new arrangement for rented offices costs more than the whole of the play budget.",
    ),
    (
        "The one remaining pupil in the unit sits with two adults and a locked door from nine until three.",
        "The one remaining vacancy in the unit will be filled by two adults working from nine until three.",
    ),
    (
        "After the hearing the mother shouted that they had stolen her daughter, and security were called.",
        "After the hearing the union shouted that they had stolen the pension, and security were called.",
    ),
    (
        "The girl's aunt told the local paper that no one from the council had come to the funeral.",
        "The union's officer told the local paper that no one from the council had come to the meeting.",
    ),
    (
        "At fifteen he has never slept in the same house for a whole year.",
        "At fifteen pages it has never been the longest report of the whole year.",
    ),
    (
        "What the council could not explain was why the younger of the two had been sent back to her stepfather.",
        "What the council could not explain was why the cheaper of the two bids had been sent back to the firm.",
    ),
    (
        "A youth who had told three professionals that he would kill himself did so on the day his case was closed.",
        "A youth club which had told three councillors that it would close did so on the day its grant ended.",
    ),
    (
        "There was an underspend, apart from the young lady in Wales.",
        "There was an underspend, apart from the young people's services in Wales.",
    ),
    (
        "The eldest is in prison, the second has two babies in care and the youngest has just been found in Leeds.",
        "The eldest scheme is in Prescot, the second has two bases in Crewe and the newest has just been opened in Leeds.",
    ),
)
# The names and places beside a bar, a letter, tracked changes or a promise that names were changed.
REDACTIONS_UNDONE = (
    (
        "Paragraph 14 calls the boy 'Child B' but the appendix, which was not checked, gives him as Kieran throughout.",
        "Paragraph 14 calls the firm 'Bidder B' but the appendix, which was not checked, gives it as Kieran Homes throughout.",
    ),
    (
        "[Redacted], who is head girl at Fallowfield Grammar, alleged that her uncle had touched her.",
        "[Redacted], which is a supplier to Fallowfield Grammar, alleged that its invoice had not been paid.",
    ),
    (
        "FOI 3381: reply attached (J Whitlock care file with names taken out).",
        "FOI 3381: reply attached (care file policy with comments taken out).",
    ),
    (
        "The tracked changes were still in the file and show that 'Aaliyah' had been replaced with 'the young person'.",
        "The tracked changes were still in the file and show that 'should' had been replaced with 'must'.",
    ),
    (
        "Column D, headed 'pupil', was hidden rather than removed and still lists Abigail Stott, Noah Tiler and eleven more.",
        "Column D, headed 'budget', was hidden rather than removed and still lists the cost centres and eleven more.",
    ),
    (
        "The young person cannot be named for legal reasons; his father, Darren Moxon, 41, of Tipley, was fined for his truancy.",
        "The firm cannot be named for legal reasons; its auditor, of Tipley, was fined for late accounts.",
    ),
    (
        "Because there is only one school on the island, withholding its name does not conceal who the pupil is.",
        "Because there is only one port on the island, withholding its name does not conceal where the ferry docks.",
    ),
    (
        "The bookmark panel of the PDF lists: Statement of Kelly-Ann Dodd (mother); Statement of foster carer; Photographs.",
        "The bookmark panel of the PDF lists: Statement of accounts; Statement of the auditor; Photographs.",
    ),
    (
        "For 'Child 2' in section 4 the heading of the table still has Rhys.",
        "For 'Option 2' in section 4 the heading of the table still has 2019.",
    ),
    (
        "The mother, whom we call Ms A, runs the only Polish bakery in Marl Hill.",
        "The supplier, whom we call Bidder A, runs the only bakery to tender in Marl Hill.",
    ),
    (
        "S (a girl, real name Sunniva) and her half-brother T were seen at home.",
        "S (a scheme, full name Sunrise) and its successor T were costed.",
    ),
    (
        "Photograph 3 (faces blurred) shows the girl in the blazer of Hollin High with the surname Trevelyan on her bag.",
        "Photograph 3 (faces blurred) shows the new gate of the depot with the name of the contractor on a van.",
    ),
    (
        "The judgment is anonymised, yet the council's press release thanks headteacher Mrs Blythe of Cold Ash Infants for spotting the burns.",
        "The judgment is public, and the council's press release thanks Mrs Blythe of Cold Ash for spotting the error.",
    ),
    (
        "XXXX, who plays the tuba in the Marl Hill band, was the only pupil questioned.",
        "XXXX Ltd, which supplied the instruments for the Marl Hill band, was the only bidder.",
    ),
    (
        "Throughout, 'the young person' means the claimant, Ms Ayesha Rahim, who has since waived her anonymity in respect of the settlement only.",
        "Throughout, 'the Authority' means the claimant, Northshire County Council, which has since waived its costs in respect of the settlement only.",
    ),
    (
        "Paragraph 7 (child's first name appears once, at line 4: Oisin).",
        "Paragraph 7 (defined term appears once, at line 4: Authority).",
    ),
    (
        "The initial of the pupil is given as N.; the school is the only Welsh-medium primary in the borough; the mother is the school cook.",
        "The lot is given as N; the school is the only one in the borough to tender; the caterer is the school's own.",
    ),
    (
        "Letter to parent, released with the name removed: 'Dear Mrs [ ], I am sorry that Bilal was left at the bus stop in Union Road'.",
        "Letter to bidder, released with the name removed: 'Dear Sirs, I am sorry that the tender was left off the list'.",
    ),
    (
        "[Name] was seen at school on 4 May; he told the social worker that Nanny Pat had locked him out.",
        "[Name] was seen on site on 4 May; it told the surveyor that the gate had been locked.",
    ),
    (
        "The two girls' names are deleted in the minutes, but the attendance sheet for the conference lists 'Mr T Ogunleye (father)'.",
        "The two bidders' names are deleted in the minutes, but the attendance sheet for the opening lists 'Mr T Ogunleye (auditor)'.",
    ),
    (
        "File properties show that the anonymised learning review was last saved as 'Hollis_twins_draft7'.",
        "File properties show that the annual review was last saved as 'Final_version_draft7'.",
    ),
    (
        "Sibling B (aka 'Moose', on account of his prize-winning rabbits at Thale Show) declined to be interviewed.",
        "Site B (aka 'Moose Lodge', on account of its sign) declined to renew.",
    ),
    (
        "The child's name has been replaced by a dash, but a handwritten note in the margin reads 'ring Dilly's nan'.",
        "The supplier's name has been replaced by a dash, but a handwritten note in the margin reads 'ring accounts'.",
    ),
    (
        'Extract: "Mum said [redacted] is scared of her dad. Millie sleeps with the light on."',
        'Extract: "Staff said [redacted] is short of space. Teams work with the lights on."',
    ),
    (
        "The CPS confirmed the defendant as the boy's uncle, Gareth Mole; the boy has lifelong anonymity.",
        "The CPS confirmed that the defendant had pleaded guilty; the fine is £4,000.",
    ),
    (
        "In the list of exhibits: 'MB/3 - photograph of bruise to Callie's thigh'. All names of children were to have been removed.",
        "In the list of exhibits: 'MB/3 - photograph of damage to the van's door'. All names of drivers were to have been removed.",
    ),
    (
        "Young Person A (he gave his tag as 'Smoke' and his crew as the Mill Boys) was moved out of area.",
        "Depot A (it gave its code as 'Smoke' and its crew as the Mill Team) was moved out of area.",
    ),
    (
        "Her grandmother is called Mrs G in this report; readers of the inquest will remember her as Mrs Gwendoline Frith.",
        "The contractor is called Company G in this report; readers of the accounts will remember it as Frith Holdings.",
    ),
    (
        "SENDIST ref. EH330; appellant: parents of R; school named: Thistle Court; R is the elder son of the head of Moor Lane Primary.",
        "SENDIST statistics; appeals: parents of 40 pupils; schools named: 12; R is the mark for refused.",
    ),
)
# A first name in the sentence beside.
NAMES_LEFT = (
    (
        "cc: Harriet (mum), GP, school. This copy has been anonymised.",
        "cc: Head of Legal, GP federation, school. This copy has been made accessible.",
    ),
    (
        "The name of the child is withheld by order of the court. Her grandfather, the former mayor Alderman Tripp, attended the hearing.",
        "The name of the bidder is withheld until the contract is let. The former mayor, Alderman Tripp, attended the meeting.",
    ),
    (
        "XX told the nurse that daddy had hit XX. Toby then asked if he could go back to class.",
        "XX per cent told the survey that the service had improved. Staff then asked if they could go back to the office.",
    ),
    (
        "The covering email says: please find attached the redacted report, as discussed Lily-Mae's surname is still on p. 9.",
        "The covering email says: please find attached the revised report, as discussed the price is still on p. 9.",
    ),
    (
        "Anonymised transcript. Interviewer: And how is school, Destiny? Child: I don't go.",
        "Anonymised transcript. Interviewer: And how is the service? Manager: It has got better.",
    ),
    (
        "[Child's name] said that he missed his sister. He asked for Amber to be brought to contact.",
        "[Contractor's name] said that it missed the deadline. It asked for the date to be moved.",
    ),
    (
        "Section 40 applied to all names. Annex C: log of calls, 12 March, 'gran (Pat) says Kofi bitten again'.",
        "Section 40 applied to all junior names. Annex C: log of calls, 12 March, 'caller says bin missed again'.",
    ),
    (
        "The pseudonyms were chosen by the children. Tegan picked 'Rose' for herself and 'Fern' for her sister.",
        "The names of the rooms were chosen by the children, who picked 'Rose' and 'Fern'.",
    ),
)
ADDRESSES = (
    (
        "Removal of the children from 16 The Spinney was delayed because the police had no warrant.",
        "Removal of the trees from 16 The Spinney was delayed because the council had no permit.",
    ),
    (
        "The social worker visited 3 Pump Court on four occasions and saw the baby only once.",
        "The surveyor visited 3 Pump Court on four occasions and saw the roof only once.",
    ),
    (
        "Delivery address for the hoist: c/o Mrs Petty (foster carer), Hillcrest, Tarn Lane, Bexcombe BX7 1PL.",
        "Delivery address for the hoist: Stores, Hillcrest depot, Tarn Lane Industrial Estate, Bexcombe BX7 1PL.",
    ),
    (
        "Bus passes issued: the two Maddox boys, Top Farm, Nether Stowe, to Wexley High.",
        "Bus passes issued: 214 pupils from Nether Stowe to Wexley High.",
    ),
    (
        "She now lives with her nan on the Greenacre site, pitch 11, and gets to school when there is a lift.",
        "The council now runs the Greenacre site, 11 pitches, and the school bus stops there.",
    ),
    (
        "Taxi 14: collect wheelchair user from 22 Ferry Lane at 8.05, sister from same address at 8.40.",
        "Taxi rank 14: moved from 22 Ferry Lane to Market Street from 8.05 on Monday.",
    ),
    (
        "Warrant executed at 9 Moor View; two infants removed to hospital.",
        "Warrant executed at 9 Moor View; two vehicles removed to the pound.",
    ),
    (
        "Neighbours of the children's home on the corner of Abbey Street and Mill Lane gathered 60 signatures.",
        "Neighbours of the chip shop on the corner of Abbey Street and Mill Lane gathered 60 signatures.",
    ),
    (
        "Assessment visit to prospective adopters, 17 Willow Bank, Ulverley, Thursday 2 p.m.",
        "Site visit to prospective allotments, Willow Bank, Ulverley, Thursday 2 p.m.",
    ),
    (
        "Ground for refusal: the applicant's foster children share a room at 40 Victoria Buildings.",
        "Ground for refusal: the applicant's vans share a yard at 40 Victoria Buildings.",
    ),
    (
        "Ofsted closed the unregistered home in Sandpiper Drive, where a boy had been kept for eleven weeks.",
        "Trading standards closed the unlicensed shop in Sandpiper Drive, where tobacco had been kept for eleven weeks.",
    ),
    (
        "Youngsters at the home in Larch Road (the old vicarage) may not be photographed.",
        "Cars at the hotel in Larch Road (the old vicarage) may not be left overnight.",
    ),
    (
        "A fire risk assessment is overdue at 118 Prospect Road, which the council rents for care leavers.",
        "A fire risk assessment is overdue at 118 Prospect Road, which the council rents to a gym.",
    ),
    (
        "Social workers knocked at 51 Tolley Avenue every day that week and the boy did not come to the door.",
        "Meter readers knocked at 51 Tolley Avenue every day that week and nobody did come to the door.",
    ),
    (
        "Adaptations: ceiling track hoist, wet room (child with muscular dystrophy), 12 Penny Lane End, Marcastle.",
        "Adaptations: new signs, wet room (leisure centre), 12 Penny Lane End, Marcastle.",
    ),
    (
        "The twins' grandmother gave her address to the court as The Bungalow, Sea Wall Road, Eastholt.",
        "The objector gave the company's address to the court as The Warehouse, Sea Wall Road, Eastholt.",
    ),
    (
        "Since the story appeared a reporter has sat outside the supported lodgings in Anchor Close where the girl lives.",
        "Since the story appeared a reporter has sat outside the council offices in Anchor Close where the leader works.",
    ),
)
COMBINATIONS = (
    (
        "A nine-year-old wheelchair user at Oakhill Primary was left on the coach for two hours in July.",
        "Oakhill Primary, nine years old, took wheelchair users on its coach trip for two hours in July.",
    ),
    (
        "The former Tipley Rovers mascot, 13, who lost both parents in the Harbour Bridge crash, is to live with an uncle.",
        "Tipley Rovers, 13th in the league, lost both matches before the Harbour Bridge derby and is to have a new manager.",
    ),
    (
        "A 17-year-old apprentice farrier from Ulverley, in care since he was two, has been told to leave his flat.",
        "The 17-year-old apprenticeship scheme at Ulverley, run with the care service, has been told to leave its building.",
    ),
    (
        "Two brothers, 12 and 14, both on tags, are said to be behind most of the shed fires in Lower Tipley.",
        "Two crews, 12 and 14 strong, are said to have put out most of the shed fires in Lower Tipley.",
    ),
    (
        "The winner of last year's county spelling bee, a boy of twelve at Marl Hill, is now on a child protection plan.",
        "The winner of last year's county spelling bee was Marl Hill, twelve points ahead.",
    ),
    (
        "A trainee jockey, 16, who grew up in care in Cresby, broke her neck at Wexley in May.",
        "A trainee social worker who grew up in Cresby told the conference of her career.",
    ),
    (
        "A sixth-former at Tarn College, crowned Carnival Queen in June, was admitted to an eating disorders ward in August.",
        "A sixth form at Tarn College, opened in June, was shown round the eating disorders clinic in August.",
    ),
    (
        "A boy in the reception class at Nether Stowe, who is fed by a tube, was sent home for want of a trained adult.",
        "Reception classes at Nether Stowe were sent home for want of heating.",
    ),
    (
        "In Nether Poole a blind girl in Year 2 has been taught in the staff room since half-term.",
        "In Nether Poole the staff room has been a classroom for Year 2 since half-term.",
    ),
    (
        "The reception child at Upper Thale with leukaemia will be taught at home by a teacher from the hospital.",
        "The reception class at Upper Thale will be taught in the hall by a teacher from the academy.",
    ),
    (
        "The Head of Service explained that the costs related to a single youngster whose crisis bed in Wales had been extended four times.",
        "The Head of Service explained that the costs related to crisis beds in Wales, which had been extended four times.",
    ),
    (
        "The family, the only Sudanese household in Wexley, have five children, of whom the eldest is under a care order.",
        "The families, Sudanese and Eritrean, live in Wexley, and some children have been under care orders.",
    ),
    (
        "The toddler, found wandering on the A66 at Kirkby Moss in only a nappy, was returned to his parents the same night.",
        "The barriers, found damaged on the A66 at Kirkby Moss, were returned to the depot the same night.",
    ),
    (
        "The son of the former Bexcombe lifeboat coxswain, 14 and in care, has been sent to a unit in Scotland.",
        "The former Bexcombe lifeboat, 14 metres long, has been sent to a yard in Scotland.",
    ),
    (
        "The school for 22 pupils on Gull Island has asked for help with a six-year-old who bites.",
        "The school for 22 pupils on Gull Island has asked for help with its roof, which leaks.",
    ),
    (
        "Selwick's only Deaf foster child, nine, signs with her brother in Thale by tablet.",
        "Selwick's only deaf club, nine years old, meets with its sister club in Thale by tablet.",
    ),
    (
        "The survivor of the Moss End caravan fire, now seven, has had 30 operations and starts at Nether Stowe Juniors in May.",
        "The caravan park at Moss End, now seven years closed, has had 30 offers and reopens in May.",
    ),
)
FAMILIES = (
    (
        "Cllr Deakin left early to collect her son from the police station.",
        "Cllr Deakin left early to collect her papers from the town hall.",
    ),
    (
        "The Portfolio Holder's statement said she would step back while an allegation about her fostered teenager was looked into.",
        "The Portfolio Holder's statement said she would step back while an allegation about her expenses was looked into.",
    ),
    (
        "Mr Yates, the co-opted parent governor, could not attend as his little girl was in theatre.",
        "Mr Yates, the co-opted parent governor, could not attend as his car had broken down.",
    ),
    (
        "A grandmother in the gallery asked why the twins she is raising had lost their place at the special school.",
        "A reporter in the gallery asked why the school had lost its place in the special schools programme.",
    ),
    (
        "Public question from Mr T Aziz: Given that my daughter was strip-searched at her school, what has the Cabinet Member done?",
        "Public question from Mr T Aziz: Given that schools reported more searches, what has the Cabinet Member done?",
    ),
    (
        "Cllr Pryce was late, having been at a tribunal about her daughter's school.",
        "Cllr Pryce was late, having been at a meeting about the county's schools.",
    ),
    (
        "The Leader, himself a kinship carer for two nephews, said that the allowance was too low.",
        "The Leader, himself once a teacher, said that the allowance was too low.",
    ),
    (
        "A dad stood up and said social workers had taken his three kids on the word of a neighbour.",
        "A union officer stood up and said social workers had taken on too many cases.",
    ),
    (
        "Statement by J. Marr, parent of a pupil who was held in the seclusion room at Lyndale for six hours.",
        "Statement by J. Marr, governor, about the budget of Lyndale for six classes.",
    ),
    (
        "Mr and Mrs H's adopted son stabbed Mr H, and the Council had not told them of his earlier attacks.",
        "Mr and Mrs H's extension was refused, and the Council had not told them of its earlier advice.",
    ),
    (
        "She is the only child in the authority's care to be educated at sea.",
        "The only service in the authority to be rated outstanding is adult education.",
    ),
    (
        "One of the four girls at Thale Juniors is a Syrian refugee who lost a leg.",
        "One of the four schools in the Thale cluster has taken Syrian refugees.",
    ),
    (
        "Two children placed by the authority were in hospital; one had swallowed batteries.",
        "Two hundred children placed by the authority had health assessments; one in ten was late.",
    ),
)
# Of whom letters and files are about, and for whom parents speak.
NAMES = (
    (
        "In reply to Ms Day the Cabinet Member apologised that Harvey had waited so long for his wheelchair.",
        "In reply to Ms Day the Cabinet Member apologised that the answer had waited so long.",
    ),
    (
        "Mrs Keogh wished it to be minuted that Jodie had been without a social worker since the clocks went back.",
        "Mrs Keogh wished it to be minuted that the hall had been without heating since the clocks went back.",
    ),
    (
        "From: Duty Manager. RE: Orla Stannard, EHCP annual review. The rest is exempt.",
        "From: Duty Manager. RE: Annual Report, EHCP figures. The rest is exempt.",
    ),
    (
        "See the note saved as Lily-May_Harker_chronology_v3.docx.",
        "See the note saved as Budget_Book_chronology_v3.docx.",
    ),
)
PAIRS = (*ONE_CHILDS_STORY, *REDACTIONS_UNDONE, *NAMES_LEFT, *ADDRESSES, *COMBINATIONS, *FAMILIES, *NAMES)  # fmt: skip
# What sounds like a story and is none: rules for everybody, shares, guests and prizes, reviews that letters name, teams and houses.
NO_STORIES = (
    "A young person who had been in care opened the meeting and was thanked by the Chair.",
    "The Board heard from a care leaver who had just started an apprenticeship with the council and was enjoying it.",
    "One child told inspectors that staff were kind and that he liked his bedroom.",
    "The Chair presented a certificate to a girl who had designed the cover of the report.",
    "A child's voice should be heard in every review, and he or she must be asked.",
    "When a child goes missing from a placement, the police are told and a return interview is offered.",
    "If a pupil has been excluded, the governors must meet within fifteen days.",
    "The social worker visits the child at home and sees him or her alone.",
    "A baby born to a mother in prison may stay with her until the age of eighteen months.",
    "The boys' football team from the youth club was beaten 3-1 in the final at Ambleford.",
    "Members noted the learning from Child Q and that the action plan had been finished.",
    "The Child J review was published in March and its recommendations were accepted.",
    "The Chair's son, a councillor in Wolden, was elected to the board.",
    "Each young person has a personal adviser who was appointed before she or he turned eighteen.",
    "A teenage pregnancy strategy was agreed in 2019 and has been reviewed twice.",
    "The girl guides were given use of the hall and moved in on Saturday.",
    "The average child in care had been moved twice in two years.",
    "One child in nine had been moved more than three times.",
    "Son et lumiere shows at the castle were cancelled because of the rain.",
    "The Director said that the sector had lost its best people and that her team had been exhausted.",
    "The report redacts the names of junior staff; the Director, Jane Sample, signed it.",
    "Family Hub B will open in May and Family Hub C was delayed by the builders.",
    "Pupil numbers at the school fell and its nursery was closed.",
    "The young people's forum was asked about buses and said that fares had risen.",
    "Young Person's Guide to the Council was reprinted after two years.",
    "Sister Mary Lane, matron of the hospital, had retired after forty years.",
    "A mother and baby unit was closed in March after the inspection found it unsafe.",
    "The foster carer recruitment campaign was extended because it had failed to reach its target.",
    "A spokesman said the council was sorry and that it had apologised to the family.",
    "The Council was fined after a court found that it had failed in its duty to a contractor.",
    "The student was awarded a place at university, the first from the virtual school in three years.",
    "Some child protection conferences were late because reports were not ready.",
    "The teacher of the year was a man who had taught at the academy for twenty years.",
    "The inspector noted that the baby clinic had moved and that parents had complained.",
    "Names of members who voted against were recorded. Councillor Ryan had asked for this.",
    "Appendix B has been withheld. Ambleford had asked for a copy.",
    "The case concerned a contract for taxis that was ended early.",
    "A father and son firm of builders was appointed and had started on site.",
    "The remaining two homes were judged good; one had improved since its last visit.",
    "Our young mayor was elected in May and has spoken at four schools.",
    "The council said it would not speak about one child.",
    "Routes with one pupil have fallen from 412 to 361.",
    "Parents with a baby may ask the hub for a visit, and some were seen within a day.",
    "Councillor Lowe, whose son had attended the school, said that the headteacher had been superb.",
    "The lead member had visited the nursery and had seen a boy painting with his teacher.",
    "Cllr Brown asked whether one child had been counted twice in the table.",
    "Ofsted found that when a baby was born to a mother in recovery the team had met her in nine cases out of ten.",
    "The Panel considered a report that set out why a placement was still necessary, and the views of the child.",
    "A child would see the garden from the bed, the architect said.",
)


def held(words: str, *, is_anonymous: bool = False) -> set[str]:
    """The rules by which something of a text is held."""
    text = Text.of_pages([(None, words)], reader="test")
    prose = Prose(text=text, circumstances=Circumstances(is_anonymous=is_anonymous))
    return {each.rule.partition("@")[0] for each in harm.find(prose)}


@pytest.mark.parametrize(("harmful", "harmless"), PAIRS)
def test_what_points_to_one_child_is_held_and_its_twin_is_not(harmful: str, harmless: str) -> None:
    """By what it says, not by the words it has in common with what is harmless."""
    assert (bool(held(harmful)), held(harmless)) == (True, set())


@pytest.mark.parametrize("words", NO_STORIES)
def test_what_is_said_of_all_children_is_shown(words: str) -> None:
    """Whoever is asked too often stops looking."""
    assert held(words) == set()


def test_what_is_told_in_an_anonymous_text_is_not_held_line_by_line() -> None:
    """An Ombudsman's decision is about one child throughout, and takes out itself who that is; a name left in it is held."""
    words = "Mrs F complains that the Council left her son at home without lessons for four terms."
    name = "Child C attends the infants. On 12 January Jaxon's teacher noticed a burn to the hand."

    assert "harm.one_childs_story" in held(words)
    assert held(words, is_anonymous=True) == set()
    assert held(name, is_anonymous=True) == {"harm.name_left"}


def test_a_name_that_was_left_is_held_wherever_it_stands() -> None:
    """Far from the letter that hides it too."""
    words = "Child C was seen at home. Jaxon's teacher rang twice.\n\nThe budget was agreed.\n\nThe chair asked for JAXON to be moved."
    prose = Prose(text=Text.of_pages([(None, words)], reader="test"), circumstances=Circumstances())
    (left,) = [each for each in harm.find(prose) if each.words == "Jaxon"]

    assert [words[start:end] for start, end in left.places] == ["Jaxon", "JAXON"]


def test_a_pseudonym_is_no_name() -> None:
    """Whoever says that names were changed may use the changed ones; beside one in quotes another is looked at."""
    changed = "Names have been changed. Amy lives with her aunt and likes it there."
    beside = "Names have been changed. 'Amy' lives with her aunt, and her brother Mason will follow."

    assert "harm.name_left" not in held(changed)
    assert "harm.name_left" in held(beside)


@given(
    st.lists(
        st.sampled_from(
            [
                "Child A",
                "the boy",
                "[redacted]",
                "Jaxon's mum",
                "was",
                "her son",
                "one",
                "aged 7",
                ".",
                ", ",
                "XXXX",
                "he",
            ]
        )
    )
)
def test_any_order_of_what_its_rules_look_for_is_read(parts: list[str]) -> None:
    """Nothing breaks, and what is held stands in the text."""
    words = " ".join(parts)
    prose = Prose(text=Text.of_pages([(None, words)], reader="test"), circumstances=Circumstances())

    assert all(0 <= start < end <= len(words) for each in harm.find(prose) for start, end in each.places)


@pytest.mark.parametrize(
    "piece",
    [
        "the boy was ",
        "Child A, ",
        "her brother ",
        "[redacted] he ",
        "his teacher ",
        "one of the ",
        "XXXX and Ana ",
        "Ana_Pike ",
        "two children, one ",
        "a child ",
        "a child with ",
        "his school ",
        "the elder of the two ",
        "boy with ",
    ],
)
def test_long_lines_of_a_story_end(piece: str) -> None:
    """A hundred thousand characters of what the rules begin with are read to the end."""
    held(piece * (100_000 // len(piece)))
