package datetime

import (
	"strings"

	"rawabit/schema"
)

// Find returns the time expressions of a sentence from left to right, the longest
// at each place, none overlapping. It works their values out from the anchor and
// leaves in it what later sentences need. A nil anchor knows no publication date.
//
// What names no time of its own («بعد يومين من الهجوم», «كل يوم») and what only
// looks like one («الأمين العام», «روسيا اليوم») is left out.
func (g *Grammar) Find(tokens []Token, anchor *Anchor) []Expression {
	if anchor == nil {
		anchor = &Anchor{}
	}
	anchor.sentence++
	m := &matcher{g: g, atoms: g.atomise(tokens), anchor: anchor}
	m.points = make([]pointMemo, len(m.atoms))
	var found []Expression
	var nearby *Value
	for at := 0; at < len(m.atoms); {
		best := m.any(at)
		if best.end == 0 {
			at++
			continue
		}
		if best.rule.kind != falseRule {
			r := m.place(best, at, nearby)
			if isDay(&r.val) && !r.val.NeedsTense || isDay(&r.val) && r.val.Basis != schema.BasisNone {
				nearby = &r.val
			}
			anchor.note(r)
			found = append(found, m.expression(tokens, best, at, r))
		}
		at = best.end
	}
	return found
}

// Resolve works a value out anew for a tense, where the tense decides it: «15
// أكتوبر» is the nearest one not after the publication in the past, and not before
// it in the future. Where the words beside the expression have decided
// (NeedsTense is false), it changes nothing. Values that were taken over from this
// one follow when they are resolved after it.
func (g *Grammar) Resolve(e *Expression, tense Tense) {
	if e.reading == nil || e.reading.tensed {
		return
	}
	e.reading.env.tense = tense
	e.reading.place()
	e.Value = e.reading.val
}

// place makes the reading of a match.
func (m *matcher) place(found match, at int, nearby *Value) *reading {
	r := &reading{meaning: found.meaning, env: env{
		published: m.anchor.Published,
		last:      m.anchor.Last,
		lastDay:   m.anchor.lastDayValue(),
		nearby:    m.nearby(nearby),
		fresh:     m.anchor.isFresh(),
	}, sentence: m.anchor.sentence}
	if b, ok := found.meaning.(boundMeaning); ok && b.ahead {
		r.env.tense = Future
	}
	if m.futureBefore(at) {
		r.env.tense, r.tensed = Future, true
	}
	r.place()
	return r
}

// nearbyDays bounds how far before the publication a date may lie for «قبل يومين»
// in the same sentence to be counted from it.
const nearbyDays = 60

// nearby returns the day named earlier in the sentence if «قبل يومين» can be
// counted from it.
func (m *matcher) nearby(day *Value) *Value {
	if day == nil || m.anchor.Published.Precision() != schema.PrecisionDay {
		return day
	}
	ago := m.anchor.Published.Earliest() - day.From.Earliest()
	if ago < 0 || ago > nearbyDays {
		return nil
	}
	return day
}

// futureWindow is how many atoms before an expression a word such as «المقرر» may
// stand.
const futureWindow = 4

// futureBefore reports whether a word before the expression says that it lies
// ahead: «المقرر عقدها يوم الأحد».
func (m *matcher) futureBefore(at int) bool {
	for i := at - 1; i >= 0 && i >= at-futureWindow; i-- {
		if m.atoms[i].kind == markAtom {
			return false
		}
		if m.has(i, futureClass) {
			return true
		}
	}
	return false
}

// expression makes the expression of a match.
func (m *matcher) expression(tokens []Token, found match, at int, r *reading) Expression {
	first, last := m.atoms[at], m.atoms[found.end-1]
	e := Expression{
		Start: first.start, End: last.end,
		FirstToken: first.token, LastToken: last.lastToken,
		Value: r.val, Rule: found.rule.name, reading: r,
	}
	e.Lead = e.FirstToken
	for i := at - 1; i >= 0 && m.has(i, leadClass); i-- {
		e.Lead = m.atoms[i].token
	}
	e.Text = textOf(tokens[e.FirstToken:e.LastToken+1], e.Start, e.End)
	return e
}

// textOf joins the bytes of tokens between two offsets; a gap becomes one space.
func textOf(tokens []Token, start, end int) string {
	var b strings.Builder
	for i, t := range tokens {
		from, to := max(start-t.Start, 0), min(end-t.Start, len(t.Text))
		if from >= to {
			continue
		}
		if i > 0 && b.Len() > 0 && tokens[i-1].End < t.Start {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text[from:to])
	}
	return b.String()
}

// note keeps in the anchor what later expressions need of a reading.
func (a *Anchor) note(r *reading) {
	v := &r.val
	if _, isWindow := r.meaning.(windowMeaning); isWindow || !v.Dated() {
		return // «خلال الأيام الماضية» is no date to go on from
	}
	if v.Kind == Point || v.Kind == Interval || v.Kind == Since {
		a.Last, a.last = v, r
		if isDay(v) {
			a.lastDay = r
		}
	}
	if v.Kind == Since {
		// «منذ 18 فبراير ... في اليوم نفسه» speaks of the beginning.
		begin := &reading{sentence: r.sentence, val: Value{Kind: Point, From: v.From, To: v.From, Basis: v.Basis}}
		a.Last, a.last = &begin.val, begin
		if isDay(&begin.val) {
			a.lastDay = begin
		}
	}
	if d, ok := r.meaning.(dateMeaning); ok && d.y != 0 && d.d != 0 && !d.hijri {
		if a.years == nil {
			a.years = map[dayMonth]int16{}
		}
		a.years[dayMonth{uint8(d.m), uint8(d.d)}] = int16(d.y)
	}
}

// isFresh reports whether the last value was named in this sentence or the one
// before, or set by the caller.
func (a *Anchor) isFresh() bool {
	return a.Last != nil && (a.last == nil || a.Last != &a.last.val || a.last.sentence >= a.sentence-1)
}

// lastDayValue returns the last value of day precision; one that the caller has
// set goes before.
func (a *Anchor) lastDayValue() *Value {
	if a.Last != nil && (a.last == nil || a.Last != &a.last.val) && isDay(a.Last) {
		return a.Last
	}
	if a.lastDay == nil {
		return nil
	}
	return &a.lastDay.val
}
