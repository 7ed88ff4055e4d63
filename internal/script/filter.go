package script

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// filterKeys are the options that filter uses.
func filterKeys() []string {
	return []string{"types", "actor", "source", "target", "parts", "asOf", "validOn", "knownAt", "modality", "certain", "contested", "minSources", "minConfidence"}
}

// filter makes a filter of options, all of which it knows.
func (r *run) filter(values map[string]string) (f store.Filter, err error) {
	for key, value := range values {
		switch key {
		case "types":
			for _, one := range strings.Split(value, ",") {
				f.Types = append(f.Types, schema.RelationType(one))
			}
		case "actor":
			f.Actor, err = r.actor(value)
		case "source":
			f.Source, err = r.actor(value)
		case "target":
			f.Target, err = r.actor(value)
		case "parts":
			f.Parts = true
		case "asOf":
			f.AsOf, err = dayOf(value)
		case "validOn":
			f.ValidOn, err = dayOf(value)
		case "knownAt":
			var d *schema.Day
			if d, err = dayOf(value); err == nil {
				f.KnownAt = (*d + 1).Time().Add(-time.Microsecond)
			}
		case "modality":
			for _, one := range strings.Split(value, ",") {
				f.Modality = append(f.Modality, schema.Modality(one))
			}
		case "certain":
			f.Certain = true
		case "contested":
			yes := value == "yes"
			f.Contested = &yes
		case "minSources":
			f.MinSources, err = strconv.Atoi(value)
		case "minConfidence":
			f.MinConfidence, err = strconv.ParseFloat(value, 64)
		default:
			err = fmt.Errorf("%q is no filter", key)
		}
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

func dayOf(text string) (*schema.Day, error) {
	d, err := schema.ParseDate(text)
	if err != nil {
		return nil, err
	}
	if d.Precision() != schema.PrecisionDay {
		return nil, fmt.Errorf("%s is no day", text)
	}
	day := d.Earliest()
	return &day, nil
}
