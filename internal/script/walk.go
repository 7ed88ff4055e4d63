package script

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"rawabit/store"
)

// expectDyad holds the series of a dyad to the lines of a block.
func (r *run) expectDyad(ctx context.Context, words, block []string) error {
	rest, values := options(words, "parts")
	if len(rest) != 4 || rest[2] != "by" {
		return errors.New("the form is: expect dyad A B by day|week|month|year [FILTER …]")
	}
	granularity, ok := map[string]store.Granularity{"day": store.Days, "week": store.Weeks, "month": store.Months, "year": store.Years}[rest[3]]
	if !ok {
		return fmt.Errorf("%q is no length of time", rest[3])
	}
	f, err := r.filter(values)
	if err != nil {
		return err
	}
	q := store.DyadQuery{Granularity: granularity, Filter: f}
	if q.A, err = r.actor(rest[0]); err != nil {
		return err
	}
	if q.B, err = r.actor(rest[1]); err != nil {
		return err
	}
	d, err := r.store.Dyad(ctx, q)
	if err != nil {
		return err
	}
	if d == nil {
		return errors.New("the store knows one of the two not")
	}
	var lines []string
	if !d.FirstContact.IsZero() {
		lines = append(lines, "contact "+d.FirstContact.String()+".."+d.LastContact.String())
	}
	for _, p := range d.Series {
		lines = append(lines, fmt.Sprintf("%s %g %g %d", p.Start, p.Cooperation, p.Conflict, p.Events))
	}
	return compareLines(lines, block)
}

// expectPath holds the shortest paths to the lines of a block.
func (r *run) expectPath(ctx context.Context, words, block []string) error {
	rest, values := options(words, "parts", "overlapping")
	if len(rest) != 2 {
		return errors.New("the form is: expect path A B [hops=N] [overlapping] [FILTER …]")
	}
	q := store.PathsQuery{MaxHops: 4, First: 10, Overlapping: values["overlapping"] != ""}
	if hops := values["hops"]; hops != "" {
		if _, err := fmt.Sscan(hops, &q.MaxHops); err != nil {
			return err
		}
	}
	delete(values, "hops")
	delete(values, "overlapping")
	var err error
	if q.Filter, err = r.filter(values); err != nil {
		return err
	}
	if q.From, err = r.actor(rest[0]); err != nil {
		return err
	}
	if q.To, err = r.actor(rest[1]); err != nil {
		return err
	}
	paths, err := r.store.Paths(ctx, q)
	if err != nil {
		return err
	}
	lines := make([]string, len(paths))
	for i, p := range paths {
		ids := make([]string, len(p.Actors))
		for j, a := range p.Actors {
			ids[j] = string(a.ID)
		}
		lines[i] = strings.Join(ids, " ")
	}
	return compareLines(lines, block)
}

func compareLines(lines, block []string) error {
	want := make([]string, len(block))
	for i, line := range block {
		want[i] = strings.Join(strings.Fields(line), " ")
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		return fmt.Errorf("there is:\n  %s", strings.Join(lines, "\n  "))
	}
	return nil
}
