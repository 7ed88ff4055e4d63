package datetime

import (
	"strings"
)

// builder makes a meaning of what a pattern captured; nil refuses the match.
type builder func(m *matcher, caps []capture) meaning

// builders are the actions that a rule can name, in the form that the data file
// documents.
func builders() map[string]func(argument string) (builder, bool) {
	plain := func(b builder) func(string) (builder, bool) {
		return func(argument string) (builder, bool) { return b, argument == "" }
	}
	return map[string]func(string) (builder, bool){
		"date":      plain(buildDate),
		"first":     plain(buildFirst),
		"monthday":  monthDayBuilder,
		"monthdays": plain(buildMonthDays),
		"weekday":   plain(buildWeekday),
		"nights":    plain(buildNights),
		"daypair":   plain(buildDayPair),
		"dayword":   plain(buildDayWord),
		"inner":     plain(buildInner),
		"dated":     plain(buildDated),
		"part":      plain(buildPart),
		"portion":   plain(buildPortion),
		"unit":      plain(buildUnit),
		"same":      plain(buildSame),
		"then":      plain(func(*matcher, []capture) meaning { return thenMeaning{} }),
		"window":    plain(buildWindow),
		"last":      plain(buildLastWindow),
		"duration":  plain(buildDuration),
		"days":      plain(buildDays),
		"range":     plain(buildRange),
		"months":    plain(buildMonths),
		"hijri":     plain(buildHijri),
		"era":       plain(buildEra),
		"today":     plain(buildToday),
		"streak":    plain(buildStreak),
		"decade":    plain(buildDecade),
		"season":    plain(buildSeason),
		"shift":     shiftBuilder,
		"since":     boundBuilder(Since),
		"until":     boundBuilder(Until),
		"before":    boundBuilder(Before),
		"after":     boundBuilder(After),
		"fixed":     fixedBuilder,
	}
}

// builderOf returns the action that a rule names.
func builderOf(action string, kind ruleKind, line int) (builder, error) {
	if kind == falseRule {
		if action != "" {
			return nil, lineError(line, "gives a false friend the action %q; leave the fourth column empty", action)
		}
		return nil, nil
	}
	name, argument, _ := strings.Cut(action, ":")
	known, ok := builders()[name]
	if !ok {
		return nil, lineError(line, "names the action %q, which does not exist; see the list of actions at the head of the file", action)
	}
	b, ok := known(argument)
	if !ok {
		return nil, lineError(line, "gives the action %s the argument %q; see the list of actions at the head of the file", name, argument)
	}
	return b, nil
}

// find returns the n-th capture (from 0) of a symbol.
func find(caps []capture, what symbol, n int) (capture, bool) {
	for _, c := range caps {
		if c.what == what {
			if n == 0 {
				return c, true
			}
			n--
		}
	}
	return capture{}, false
}

// has reports whether a symbol was captured.
func captured(caps []capture, what symbol) bool {
	_, ok := find(caps, what, 0)
	return ok
}

// Symbols of the classes that builders look at.
var (
	adjSymbol      = symbol(adjClass)
	unitSymbol     = symbol(unitClass)
	yearwordSymbol = symbol(yearwordClass)
	weekdaySymbol  = symbol(weekdayClass)
)
