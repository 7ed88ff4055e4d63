package script

import (
	"fmt"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

func thingsOf(nodes []*store.RelationNode) []thing {
	things := make([]thing, len(nodes))
	for i, n := range nodes {
		things[i] = thingOfNode(n)
	}
	slices.SortFunc(things, func(a, b thing) int { return strings.Compare(a.base, b.base) })
	return things
}

func list(things []thing) string {
	var b strings.Builder
	for _, x := range things {
		b.WriteString("  " + x.String() + "\n")
	}
	if len(things) == 0 {
		return "  (nothing)\n"
	}
	return b.String()
}

// compare holds things to the lines of a block, in any order.
func (r *run) compare(things []thing, block []string, ordered bool) error {
	left := slices.Clone(things)
	for n, line := range block {
		words, err := split(line)
		if err != nil {
			return err
		}
		p, err := r.linePattern(words)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(left, p.matches)
		if ordered && i > 0 {
			i = -1
		}
		if i < 0 {
			return fmt.Errorf("line %d below, %q, was not found; there are:\n%s", n+1, line, list(things))
		}
		left = slices.Delete(left, i, i+1)
	}
	if len(left) > 0 {
		return fmt.Errorf("not expected:\n%sof all that there are:\n%s", list(left), list(things))
	}
	return nil
}

// linePattern reads a line that describes a relation, or a change of one.
func (r *run) linePattern(words []string) (pattern, error) {
	if len(words) > 0 && !schema.RelationType(words[0]).Valid() {
		p, err := r.pattern(words[1:])
		p.base = words[0] + " " + p.base
		return p, err
	}
	return r.pattern(words)
}
