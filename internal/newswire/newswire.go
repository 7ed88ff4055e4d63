package newswire

import (
	_ "embed"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"rawabit/loader"
	"rawabit/schema"
)

//go:embed templates.tsv
var templates string

// deed is a row of the templates.
type deed struct {
	done, announced, denied []string
	event                   bool
}

// Wire writes articles.
type Wire struct {
	names *names
	deeds []deed
}

// New reads the templates and the registry.
func New() (*Wire, error) {
	n, err := readNames()
	if err != nil {
		return nil, err
	}
	w := &Wire{names: n}
	for k, line := range strings.Split(templates, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			return nil, fmt.Errorf("templates.tsv:%d: %d cells, want 4", k+1, len(cells))
		}
		forms := func(cell string) []string {
			if cell == "-" {
				return nil
			}
			return strings.Split(cell, "|")
		}
		w.deeds = append(w.deeds, deed{forms(cells[1]), forms(cells[2]), forms(cells[3]), strings.Contains(cells[1], "{d}")})
	}
	return w, nil
}

// Few returns a wire whose articles are about n actors of each kind, so that they
// bear on each other.
func (w *Wire) Few(n int) *Wire {
	few := func(list []string) []string { return list[:min(n, len(list))] }
	return &Wire{
		names: &names{few(w.names.persons), few(w.names.states), few(w.names.forces), few(w.names.towns)},
		deeds: w.deeds,
	}
}

// perDay is how many articles a day has.
const perDay = 20

// Articles yields n articles in the order of their publication, from 2025 on,
// twenty a day.
func (w *Wire) Articles(seed uint64, n int) iter.Seq[loader.Input] {
	return func(yield func(loader.Input) bool) {
		d := &desk{Wire: w, Rand: rand.New(rand.NewPCG(seed, 3)), today: schema.NewDate(2025, 1, 1).Earliest()}
		for i := range n {
			if i > 0 && i%perDay == 0 {
				d.today++
			}
			if !yield(d.article(i)) {
				return
			}
		}
	}
}

// Inputs returns n articles as a list.
func (w *Wire) Inputs(seed uint64, n int) []loader.Input {
	list := make([]loader.Input, 0, n)
	for in := range w.Articles(seed, n) {
		list = append(list, in)
	}
	return list
}

// desk is a wire at work on one day.
type desk struct {
	*Wire
	*rand.Rand
	today  schema.Day
	recent []happening // of the last days, newest last
	past   []loader.Input
}

// happening is one deed of the world.
type happening struct {
	deed  deed
	fill  *strings.Replacer
	day   schema.Day
	ahead bool // announced, and to come
}

// article writes one.
func (d *desk) article(i int) loader.Input {
	in := loader.Input{ID: fmt.Sprint("wire-", i), Published: d.today.Date(), Source: fmt.Sprint("paper ", d.IntN(12)), Title: fmt.Sprint("نشرة ", i)}
	if len(d.past) > 0 && d.IntN(20) == 0 {
		in.Text = d.past[d.IntN(len(d.past))].Text // a reprint, or the same article again
	} else {
		var text strings.Builder
		for range 2 + d.IntN(5) {
			text.WriteString(d.sentence())
			text.WriteString("\n")
		}
		in.Text = text.String()
	}
	if d.past = append(d.past, in); len(d.past) > 3*perDay {
		d.past = d.past[1:]
	}
	return in
}

// sentence tells something new, or again what happened of late.
func (d *desk) sentence() string {
	if len(d.recent) == 0 || d.IntN(5) < 2 {
		h := d.happen()
		if d.recent = append(d.recent, h); len(d.recent) > 60 {
			d.recent = d.recent[1:]
		}
		return d.tell(h)
	}
	return d.tell(d.recent[d.IntN(len(d.recent))])
}

// happen makes something happen on one of the last days, or the next weeks.
func (d *desk) happen() happening {
	h := happening{deed: d.deeds[d.IntN(len(d.deeds))], day: d.today - schema.Day(d.IntN(4))}
	if len(h.deed.announced) > 0 && d.IntN(4) == 0 {
		h.ahead, h.day = true, d.today+schema.Day(3+d.IntN(50))
	}
	p, q := d.two(d.names.persons)
	s, t := d.two(d.names.states)
	f, g := d.two(d.names.forces)
	l, _ := d.two(d.names.towns)
	h.fill = strings.NewReplacer("{p}", p, "{q}", q, "{s}", s, "{t}", t, "{f}", f, "{g}", g, "{l}", l)
	return h
}

// two draws two names; those at the head of the list come most often.
func (d *desk) two(list []string) (string, string) {
	draw := func() int {
		x := d.Float64()
		return int(float64(len(list)) * x * x * x)
	}
	a, b := draw(), draw()
	for a == b {
		b = draw()
	}
	return list[a], list[b]
}

// tell puts what happened into words, as of today.
func (d *desk) tell(h happening) string {
	forms, when := h.deed.done, ""
	switch {
	case h.day > d.today:
		forms = h.deed.announced
	case len(h.deed.denied) > 0 && d.IntN(8) == 0:
		forms = h.deed.denied
	}
	if h.deed.event {
		when = d.when(h.day)
	}
	text := forms[d.IntN(len(forms))]
	return h.fill.Replace(strings.NewReplacer("{d}", when, "{n}", when).Replace(text))
}

// when names a day: itself, how long it is ago, its month, or not at all.
func (d *desk) when(day schema.Day) string {
	date := day.Date()
	switch n := d.IntN(10); {
	case n < 1:
		return ""
	case n < 3:
		return fmt.Sprintf(" في %s %d", months()[date.Month-1], date.Year)
	case n < 6 && day == d.today-1:
		return " أمس"
	case n < 6 && day == d.today:
		return " اليوم"
	}
	return fmt.Sprintf(" في %d %s %d", date.Day, months()[date.Month-1], date.Year)
}

func months() [12]string {
	return [...]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
}
