package alerts

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"rawabit/schema"
)

// maxName is the length of a name of a rule, which stands in each message.
const maxName = 200

// check returns what is wrong with a rule; entries may be nil.
func (r *Rule) check(src Source, path string) []error {
	var bad []error
	add := func(ok bool, field, format string, args ...any) {
		if !ok {
			bad = append(bad, at(path+field, format, args...))
		}
	}
	add(strings.TrimSpace(r.Name) != "", "", "a rule needs a name")
	add(len([]rune(r.Name)) <= maxName && !strings.ContainsFunc(r.Name, unicode.IsControl), ".name", "a name is one line of up to %d characters", maxName)
	add(len(r.ID) <= maxName && !strings.ContainsFunc(r.ID, unicode.IsControl), ".id", "an id is one line of up to %d bytes", maxName)
	add(len(r.Channels) > 0, "", "the rule names no channel: channels: [NAME]")
	add(slices.Contains([]Severity{"", Low, Medium, High}, r.Severity), ".severity", "%q is none of LOW, MEDIUM, HIGH", r.Severity)
	add(slices.Contains([]Per{"", PerPair, PerRelation, PerRule}, r.Per), ".per", "%q is none of pair, relation, rule", r.Per)
	for i, k := range r.Kinds {
		add(slices.Contains([]schema.ChangeKind{schema.Happened, schema.Opened, schema.Closed, schema.Confirmed, schema.Revised, schema.Contradicted, schema.Retracted}, k),
			fmt.Sprintf(".kinds[%d]", i), "%q is no kind of change: HAPPENED, OPENED, CLOSED, CONFIRMED, REVISED, CONTRADICTED, RETRACTED", k)
	}
	for i, t := range r.Types {
		add(t.Info() != nil, fmt.Sprintf(".types[%d]", i), "there is no relation type %q", t)
	}
	for i, m := range r.Modality {
		add(slices.Contains([]schema.Modality{schema.Actual, schema.Planned, schema.Possible, schema.Denied}, m), fmt.Sprintf(".modality[%d]", i), "%q is none of ACTUAL, PLANNED, POSSIBLE, DENIED", m)
	}
	add(r.MinConfidence >= 0 && r.MinConfidence <= 1, ".minConfidence", "a confidence lies between 0 and 1")
	add(r.MinSources >= 0, ".minSources", "a number of sources is not negative")
	bad = append(bad, resolve(src, path+".actors", r.Actors)...)
	bad = append(bad, resolve(src, path+".places", r.Places)...)
	for i, p := range r.Pairs {
		where := fmt.Sprintf(".pairs[%d]", i)
		add(len(p) == 2, where, "a pair is two actors: [a, b]")
		bad = append(bad, resolve(src, path+where, p)...)
	}
	if r.Quiet != nil {
		add(r.Quiet.From != "" && r.Quiet.To != "" && r.Quiet.From != r.Quiet.To, ".quiet", "quiet hours have two different ends: {from: \"22:00\", to: \"07:00\"}")
		bad = append(bad, checkTime(path+".quiet.from", r.Quiet.From), checkTime(path+".quiet.to", r.Quiet.To), checkZone(path+".quiet.zone", r.Quiet.Zone))
	}
	if d := r.Digest; d != nil {
		add(slices.Contains([]string{"hourly", "daily", "weekly"}, d.Every), ".digest.every", "%q is none of hourly, daily, weekly", d.Every)
		bad = append(bad, checkTime(path+".digest.at", d.At), checkZone(path+".digest.zone", d.Zone))
		if _, err := parseWeekday(d.On); err != nil {
			bad = append(bad, at(path+".digest.on", "%v", err))
		}
		add(r.Group == 0, ".group", "a digest is a group already: leave group out")
	}
	if r.Trend != nil {
		bad = append(bad, r.Trend.check(src, path+".trend")...)
		add(len(r.Kinds)+len(r.Actors)+len(r.Places)+len(r.Pairs)+len(r.Modality) == 0 && r.Contested == nil && r.ValidIn == nil, ".trend",
			"a trend is about its own pair; beside it a rule may only say types, parts, minConfidence and minSources")
	}
	return bad
}

func (t *Trend) check(src Source, path string) []error {
	var bad []error
	add := func(ok bool, field, format string, args ...any) {
		if !ok {
			bad = append(bad, at(path+field, format, args...))
		}
	}
	add(len(t.Pair) == 2, "", "a trend is about a pair: [a, b]")
	bad = append(bad, resolve(src, path+".pair", t.Pair)...)
	asked := 0
	for _, one := range []bool{t.Surge != "", t.FirstContact != 0, t.Reversal} {
		if one {
			asked++
		}
	}
	add(asked == 1, "", "a trend has exactly one of surge, firstContact and reversal")
	add(slices.Contains([]string{"", "events", "cooperation", "conflict"}, t.Surge), ".surge", "%q is none of events, cooperation, conflict", t.Surge)
	add(t.Weeks >= 0 && t.Weeks <= 520, ".weeks", "weeks is a number of weeks such as 4 or 52, at most 520")
	add(t.Percent >= 0, ".percent", "only rises are told: percent is not negative")
	add(t.Floor >= 0, ".floor", "a floor is not negative")
	add(t.Minimum >= 0, ".minimum", "a minimum is not negative")
	add(t.Reports >= 0, ".reports", "a number of articles is not negative")
	add(t.Chance >= 0 && t.Chance <= 1, ".chance", "a chance lies between 0 and 1, such as 0.01")
	add(t.FirstContact >= 0 && t.FirstContact <= 600, ".firstContact", "firstContact is a number of months, at most 600")
	return bad
}

// resolve replaces names of actors by their ids.
func resolve(src Source, path string, list []schema.ActorID) []error {
	if src.Actor == nil {
		return nil
	}
	var bad []error
	for i, name := range list {
		id, ok := src.Actor(string(name))
		if !ok {
			bad = append(bad, at(fmt.Sprintf("%s[%d]", path, i), "no actor has the id or the name %q", name))
			continue
		}
		list[i] = id
	}
	return bad
}

func checkTime(path, text string) error {
	if _, err := parseMinutes(text); err != nil {
		return at(path, "%v", err)
	}
	return nil
}

func checkZone(path, name string) error {
	if _, err := time.LoadLocation(name); err != nil {
		return at(path, "there is no time zone %q: write it like Asia/Damascus", name)
	}
	return nil
}
