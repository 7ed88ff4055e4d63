package datetime

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode"

	"rawabit/schema"
)

// class is a class of words that a rule can name.
type class uint8

// sense is one thing that a word can be.
type sense struct {
	class class
	value int
	def   bool // it carries the article
}

// lexeme is a word of the grammar, or the first word of longer ones.
type lexeme struct {
	senses []sense
	longer []compound
	rules  []int // indexes of the rules that may begin here
}

// compound is an entry of several words, after its first.
type compound struct {
	rest  []string
	sense sense
}

// The classes that readers look for by themselves.
const (
	monthClass class = iota
	weakMonthClass
	nameMonthClass
	hijriClass
	weakHijriClass
	weekdayClass
	numClass
	ordClass
	daywordClass
	unitClass
	unitsClass
	dualClass
	adjClass
	seasonClass
	decadeClass
	eraClass
	approxClass
	someClass
	halfClass
	countedClass
	futureClass
	leadClass
	yearwordClass
	yearsClass
	endingClass
	nonounClass
	slashClass
	dashClass
	commaClass
	openClass
	closeClass
	sameClass
	thisClass
	thatClass
	portionClass
)

// classTable gives the classes their names in the data file and says how to read
// their values. Those after the last constant are named by patterns alone.
var classTable = [...]struct {
	name  string
	value func(string) (int, bool)
}{
	monthClass:     {"month", number},
	weakMonthClass: {"wmonth", number},
	nameMonthClass: {"nmonth", number},
	hijriClass:     {"hijri", number},
	weakHijriClass: {"whijri", number},
	weekdayClass:   {"weekday", number},
	numClass:       {"num", number},
	ordClass:       {"ord", number},
	daywordClass:   {"dayword", number},
	unitClass:      {"unit", unitValue},
	unitsClass:     {"units", unitValue},
	dualClass:      {"dual", unitValue},
	adjClass:       {"adj", adjectiveValue},
	seasonClass:    {"season", number},
	decadeClass:    {"decade", number},
	eraClass:       {"era", eraValue},
	approxClass:    {"approx", none},
	someClass:      {"some", none},
	halfClass:      {"half", none},
	countedClass:   {"counted", none},
	futureClass:    {"future", none},
	leadClass:      {"lead", none},
	yearwordClass:  {"yearword", none},
	yearsClass:     {"years", none},
	endingClass:    {"ending", none},
	nonounClass:    {"nonoun", none},
	slashClass:     {"slash", none},
	dashClass:      {"dash", none},
	commaClass:     {"comma", none},
	openClass:      {"open", none},
	closeClass:     {"close", none},
	sameClass:      {"same", none},
	thisClass:      {"this", none},
	thatClass:      {"that", none},
	portionClass:   {"portion", number},
	{"daypart", none},
	{"part", none},
	{"then", none},
	{"lasted", none},
	{"event", none},
	{"general", none},
	{"dayadj", none},
	{"paper", none},
	{"named", none},
}

func classOf(name string) (class, bool) {
	for i := range classTable {
		if classTable[i].name == name {
			return class(i), true
		}
	}
	return 0, false
}

func none(s string) (int, bool) { return 0, s == "" }

func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= -9999 && n <= 1_000_000
}

// unit is a unit of time.
type unit uint8

const (
	hour unit = iota
	minute
	day
	night
	week
	month
	year
	decade
	century
)

var unitNames = [...]string{"hour", "minute", "day", "night", "week", "month", "year", "decade", "century"}

func unitValue(s string) (int, bool) { return indexOf(unitNames[:], s) }

// direction is what an adjective of time says.
type direction uint8

const (
	bare       direction = iota
	past                 // الماضي: before the publication
	present              // الجاري
	next                 // المقبل
	past2                // قبل الماضي
	next2                // بعد المقبل
	beforeThat           // السابق: before the date that the text speaks of
	afterThat            // التالي
)

var directionNames = [...]string{"", "past", "this", "next", "past2", "next2", "before", "after"}

func adjectiveValue(s string) (int, bool) { return indexOf(directionNames[:], s) }

func eraValue(s string) (int, bool) { return indexOf([]string{"ce", "ah"}, s) }

func indexOf(names []string, s string) (int, bool) {
	for i, name := range names {
		if name == s && s != "" {
			return i, true
		}
	}
	return 0, false
}

// dataLine is one line of the data file.
type dataLine struct {
	number int
	cells  [4]string
}

// readLines reads the lines that are neither empty nor comments.
func readLines(r io.Reader) ([]dataLine, error) {
	var lines []dataLine
	scanner := bufio.NewScanner(r)
	for n := 1; scanner.Scan(); n++ {
		text := strings.TrimRight(scanner.Text(), "\r")
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(text, "\t")
		if len(cells) < 3 || len(cells) > 4 {
			return nil, lineError(n, "has %d columns; write class, value and forms, or rule kind, name, pattern and action, with tabs between them", len(cells))
		}
		line := dataLine{number: n}
		for i, cell := range cells {
			line.cells[i] = strings.TrimSpace(cell)
		}
		lines = append(lines, line)
	}
	if err := scanner.Err(); err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "the words of time cannot be read: %w", err)
	}
	return lines, nil
}

// lineError says what is wrong in a line of the data file and how to mend it.
func lineError(line int, format string, args ...any) error {
	return schema.Errorf(schema.CodeInvalid, "line %d of the words of time "+format, append([]any{line}, args...)...)
}

// addWords enters the forms of one line.
func (g *Grammar) addWords(c class, line dataLine) error {
	value, ok := classTable[c].value(line.cells[1])
	if !ok {
		return lineError(line.number, "gives the class %q the value %q; see the list of classes at the head of the file", line.cells[0], line.cells[1])
	}
	if line.cells[2] == "" {
		return lineError(line.number, "has no forms; write them in the third column, separated by |")
	}
	for _, form := range strings.Split(line.cells[2], "|") {
		if form = strings.TrimSpace(form); form == "" {
			return lineError(line.number, "has an empty form; take the bar out that stands too many")
		}
		g.addForm(form, sense{class: c, value: value})
	}
	return nil
}

// addForm enters a form, and the same with the article unless it has one.
func (g *Grammar) addForm(form string, s sense) {
	words := strings.Fields(schema.FoldText(form))
	if len(words) == 0 {
		g.word(form).senses = append(g.word(form).senses, s) // a punctuation mark
		return
	}
	s.def = strings.HasPrefix(form, "ال") // «ألف» folds to the same letters
	g.enter(words, s)
	if s.def {
		return
	}
	if r := []rune(words[0]); unicode.Is(unicode.Arabic, r[0]) && len(r) > 1 {
		s.def = true
		g.enter(append([]string{"ال" + words[0]}, words[1:]...), s)
	}
}

// enter adds a sense to a folded entry of one word or more.
func (g *Grammar) enter(words []string, s sense) {
	lex := g.word(words[0])
	if len(words) == 1 {
		for _, have := range lex.senses {
			if have == s {
				return
			}
		}
		lex.senses = append(lex.senses, s)
		return
	}
	lex.longer = append(lex.longer, compound{rest: words[1:], sense: s})
	for _, w := range words[1:] {
		g.word(w)
	}
}

// word returns the lexeme of a folded word, made if need be.
func (g *Grammar) word(folded string) *lexeme {
	lex := g.words[folded]
	if lex == nil {
		lex = &lexeme{}
		g.words[folded] = lex
	}
	return lex
}
