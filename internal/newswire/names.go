package newswire

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// names are the actors that articles are about, those that are named most first.
type names struct {
	persons, states, forces, towns []string
}

// readNames takes from the registry the names that fit the templates as they
// stand: those of states and forces are feminine, as their verbs are.
func readNames() (*names, error) {
	registry, err := seeds.DefaultRegistry()
	if err != nil {
		return nil, err
	}
	n := &names{}
	for _, e := range registry.Entries {
		words := len(strings.Fields(e.NameAr))
		switch {
		case e.Type == schema.Person && words == 2:
			n.persons = append(n.persons, e.NameAr)
		case e.Type == schema.State && e.PartOf == "" && words <= 2 && (strings.HasSuffix(e.NameAr, "ا") || strings.HasSuffix(e.NameAr, "ة")):
			n.states = append(n.states, e.NameAr)
		case e.Type == schema.ArmedForce && words <= 4 && feminineHead(e.NameAr):
			n.forces = append(n.forces, e.NameAr)
		case e.Type == schema.Place && words == 1 && e.Within != "":
			n.towns = append(n.towns, e.NameAr)
		}
	}
	return n, nil
}

func feminineHead(name string) bool {
	for _, head := range [...]string{"قوات ", "حركة ", "كتائب ", "سرايا ", "وحدات ", "هيئة "} {
		if strings.HasPrefix(name, head) {
			return true
		}
	}
	return false
}
