package datetime

import "rawabit/schema"

// Kind says what a time expression says about what it stands with.
type Kind uint8

// The kinds of a value.
const (
	// Point places something on a day, in a month or in a year: From equals To.
	Point Kind = iota
	// Interval places something between two dates, both included: a week, «بين 3
	// و5 مارس», «خلال اليومين الماضيين».
	Interval
	// Duration measures and does not place: «خلال أربعة أشهر». It has no dates.
	Duration
	// Since has a beginning and an open end: «منذ عام 2011». With a verb that
	// tells of a single deed the beginning is the day of the deed.
	Since
	// Until has an end and an unknown beginning: «حتى نهاية العام».
	Until
	// Before says that something lies before To: «قبل 15 يناير».
	Before
	// After says that something lies after From: «بعد عام 2011».
	After
)

// String returns the name of the kind in lower case.
func (k Kind) String() string {
	names := [...]string{"point", "interval", "duration", "since", "until", "before", "after"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Value is what an expression means on the calendar.
type Value struct {
	// Kind says how to read From and To.
	Kind Kind
	// From and To are of the precision that the text gives. Both are zero when the
	// day cannot be known; Basis is NONE then.
	From, To schema.Date
	// Basis is EXPLICIT where the text names the date, RELATIVE where it was worked
	// out from the publication date, CONTEXT where it was taken over from a date
	// that the text gave before, NONE where there is no date.
	Basis schema.DateBasis
	// Duration is a length in ISO 8601 form (P4M, P13Y, PT24H), empty if none is said.
	Duration string
	// NeedsTense is true where the past and the future give different days: «15
	// أكتوبر» without a year, a bare weekday. Find decides by the words around it,
	// else for the past; Resolve decides anew.
	NeedsTense bool
	// Approx is true for «نحو», «حوالي» and the like.
	Approx bool
}

// Dated reports whether the value has a date.
func (v Value) Dated() bool { return !v.From.IsZero() || !v.To.IsZero() }

// Span returns the dates as a span.
func (v Value) Span() schema.Span { return schema.Span{From: v.From, To: v.To} }

// String returns the date, "from/to" for an interval with ".." for an open or
// unknown end, the duration if there is no date, and "" for nothing.
func (v Value) String() string {
	switch {
	case !v.Dated():
		return v.Duration
	case v.From == v.To:
		return v.From.String()
	}
	from, to := "..", ".."
	if !v.From.IsZero() {
		from = v.From.String()
	}
	if !v.To.IsZero() {
		to = v.To.String()
	}
	return from + "/" + to
}

// Tense says on which side of the publication date a deed lies.
type Tense uint8

// The tenses. The zero Tense is Past: news tells what was.
const (
	Past Tense = iota
	Future
)

// Token is one word or punctuation mark of a sentence, clitics still on it.
type Token struct {
	Text       string // as it stands in the text
	Folded     string // schema.FoldText of Text
	Start, End int    // bytes of the text
}

// Anchor is what expressions are worked out from. One anchor serves one article,
// sentence after sentence; it must not be shared by goroutines.
type Anchor struct {
	// Published is the publication date. Where it is zero, what depends on it has
	// no date; a month or a year serves expressions of that precision.
	Published schema.Date
	// Last is the last dated value that the text gave, which «آنذاك», «في العام
	// نفسه» and «بعد ذلك بيومين» go on from. Find sets it. A caller may set it too,
	// for instance to the date of the event that a sentence continues.
	Last *Value

	sentence int                // how many sentences have been read
	last     *reading           // the reading whose value Last points to
	lastDay  *reading           // the last reading of day precision
	years    map[dayMonth]int16 // the year that the text gave to a day before
}

// dayMonth is a day of the year.
type dayMonth struct{ month, day uint8 }

// Expression is one time expression of a sentence.
type Expression struct {
	// Start and End are the bytes of the expression, without a preposition or
	// conjunction before it.
	Start, End int
	// FirstToken and LastToken are the tokens that it lies in, both included.
	FirstToken, LastToken int
	// Lead is the token in which the prepositions before it begin («في», «خلال»,
	// «في يوم»); it equals FirstToken where there are none.
	Lead int
	// Text is the expression, its tokens joined as in the sentence.
	Text string
	Value
	// Rule names the rule of the grammar that found it.
	Rule string

	reading *reading
}
