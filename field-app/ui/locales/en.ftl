# Words of the screens. Questions come from the questionnaire, not from here.

app-name = Rayuela
language-switch = Español
hide = Hide
back = Back
retry = Try again
loading = Opening…
saving = Saving…
saved = Saved on the tablet
optional = if you have it

# Enrolment and entry
enrol-title = Set up your tablet
enrol-intro = You do this once, with internet. Afterwards you work without a signal.
enrol-server = Server address
enrol-server-help = Your supervisor gives it to you. It begins with https.
enrol-code = Enrolment code
enrol-code-help = Works once, for this tablet only. Your supervisor gives it to you.
enrol-passphrase = Passphrase
enrol-passphrase-help = You choose it. It locks what is kept here. Three words or more; nobody can recover it.
enrol-passphrase-again = Repeat the passphrase
enrol-passphrases-differ = The two passphrases are not the same. Write them again.
enrol-passphrase-short = The passphrase is too short. Use 12 letters or more.
enrol-fingerprint = Server fingerprint
enrol-fingerprint-help = Only if your supervisor gave you one. It proves that this is the right server.
enrol-go = Enrol this tablet
enrol-busy = Enrolling…
enrol-missing = Write the address, the code and the passphrase.
unlock-title = Write your passphrase
unlock-hello = Hello, { $person }.
unlock-intro = It opens what is kept on this tablet.
unlock-go = Open
unlock-busy = Opening…
hidden-title = Paused
hidden-text = Tap the button to go on where you were.
hidden-go = Go on

# My BGAs
areas-title = My BGAs
areas-empty = Your areas will be here. Ask your supervisor to assign one, then send interviews to receive it.
area-open = Open { $name }
area-neighbourhoods = Neighbourhoods: { $names }
area-expected = { $n ->
    [one] 1 household expected
   *[other] { $n } households expected
 }
area-expected-unknown = No expected figure
area-listed = { $n ->
    [one] 1 dwelling listed
   *[other] { $n } dwellings listed
 }
area-complete = { $n ->
    [one] 1 complete
   *[other] { $n } complete
 }
area-pending = { $n ->
    [one] 1 pending
   *[other] { $n } pending
 }
area-refused = { $n ->
    [one] 1 refused
   *[other] { $n } refused
 }
area-tiles = Progress: { $complete } complete of { $of }
waiting-none = Everything has been sent.
waiting-some = { $n ->
    [one] 1 interview to send
   *[other] { $n } interviews to send
 }
last-hand-over = Last sent: { $when }
never-handed-over = Nothing has been sent yet.

# Dwellings
dwellings-empty = The dwellings of this area will be here. Begin by listing the first door.
dwellings-filter = Find street, number or folio
dwellings-none-match = No dwelling matches. Clear the search to see them all.
dwellings-more = Show more dwellings
dwellings-shown = Showing { $shown } of { $of }
dwelling-add = List a dwelling
dwelling-block = Block { $block }
dwelling-visits = { $n ->
    [one] 1 visit
   *[other] { $n } visits
 }
dwelling-waiting = To send
dwelling-sent = Sent
dwelling-folio = Folio { $folio }
state-not_visited = Not visited
state-visited = Go back
state-in_progress = Half done
state-complete = Complete
state-not_a_home = Not a home
state-refused = Refused
list-title = List a dwelling
list-block = Block
list-number = Dwelling number
list-number-help = Count the doors of the block: 1, 2, 3…
list-address = Address
list-address-help = Street, number and a landmark: “Calle Ceiba 14, green gate”.
list-go = Save dwelling
list-missing = Write the dwelling's number and its address.
dwelling-last-result = Last visit: { $result }
dwelling-start = Begin the interview
dwelling-continue = Go on with the interview
dwelling-correct = Correct answers
dwelling-visit = Note the visit's result
dwelling-closed = The interview is closed and kept.

# Visit result
visit-title = What happened at the visit?
visit-note = Note for the next visit
visit-note-help = For example: “back after 6”. Do not write names.
visit-go = Save visit
visit-missing = Choose what happened at the visit.
group-complete = There was an interview
group-partial = Half done
group-refused = They refused
group-no_contact = Nobody could answer
group-not_a_home = Nobody lives there
group-other = Something else

# Interview
path-title = Interview
path-household = Household
path-people = People of the household
path-add-member = Add a person
path-next = Go on: { $title }
path-review = Review
path-progress = { $done } of { $of } parts done
path-rayuela = The interview's path: { $done } of { $of } tiles done
step-empty = To do
step-started = Half done
step-done = Done
section-next = Save and go on
section-another = Add another
section-remove = Remove this person
section-remove-sure = This person's answers will be erased. Remove?
section-remove-yes = Yes, remove
section-remove-no = No, keep
section-previous = Previous part
section-nothing = This part has no questions. Go on.
section-keys = With a keyboard: numbers choose, Enter goes on, Esc goes back.

# Answers
yes = Yes
no = No
dont-know = Does not know
refused = Prefers not to answer
clear-answer = Clear the answer
not-asked-hint = If you did not ask it, leave it blank.
choose-one = Choose one
choose-many = Choose those that apply
none-of-these = None of these
filter-options = Find in the list
filter-options-none = Nothing matches. Write another word.
number-exact = Exact number
number-interval = Not exact
number-from = Between
number-to = and
number-not-a-number = Write numbers only.
number-interval-order = The first number must be smaller than the second.
date-day = Day
date-month = Month
date-year = Year
date-not-a-date = That date does not exist. Look at day, month and year.
answer-interval = between { $min } and { $max }
answer-blank = No answer

# Review and close
review-title = Review
review-nothing = Nothing is missing. You can close the interview.
review-must-fix = Still to settle
review-check = Worth confirming
review-go-to = Go to the question
review-close = Close the interview
review-close-help = Once closed it is ready to send. You can still correct it, with a reason.
review-cannot-close = Settle first what is missing.
corrections-title = Correct
corrections-intro = Choose the part to correct. What was there before is kept.
correct-change = Correct
correct-reason = Reason for the correction
correct-reason-help = For example: “the person corrected me as I was leaving”.
correct-go = Save correction
correct-missing-reason = Write the reason in a few words.
correct-missing-value = Choose or write the right answer.
correct-cancel = Leave as it was
correct-kept = Correction saved.

# Sending
send-title = Send interviews
send-go = Send interviews
send-again = Send again
send-some = { $n ->
    [one] 1 interview is ready. It stays here until the server gives a receipt.
   *[other] { $n } interviews are ready. They stay here until the server gives a receipt.
 }
send-nothing = There are no interviews to send. You can send anyway to receive new assignments.
send-busy = Sending… { $done } of { $of }
send-busy-short = Connecting to the server…
send-leave = You can put the tablet down. If the signal breaks, nothing is lost.
send-offline = { $n ->
    [0] There is no signal. You have no interviews to send; try when there is a network.
    [one] There is no signal. Your interview is kept on this tablet. Send it when there is a network.
   *[other] There is no signal. Your { $n } interviews are kept on this tablet. Send them when there is a network.
 }
receipt-title = Receipt
receipt-acknowledged = Changes acknowledged
receipt-received = Changes received
receipt-requests = Connections
receipt-bytes = Data
receipt-left = Still to send
receipt-all-good = The server received and kept everything.
receipt-partial = The server set some interviews aside. They are still kept here; tell your supervisor.
count = { $n }
receipt-kilobytes = { $kb } kB
done = Done
