package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

type keysCommand struct {
	Make   keysMakeCommand   `cmd:"" help:"Make an API key and print it; it is printed this once only."`
	List   keysListCommand   `cmd:"" help:"List the keys; their secrets are not kept."`
	Revoke keysRevokeCommand `cmd:"" help:"End a key; servers notice within a second."`
}

// keyFileFlags say where the keys are.
type keyFileFlags struct {
	Keys string `env:"RAWABIT_KEYS" placeholder:"FILE" help:"The file of keys (default rawabit-keys.jsonl)."`
}

func (f *keyFileFlags) open() (*access.Keys, error) {
	if f.Keys == "" {
		f.Keys = "rawabit-keys.jsonl"
	}
	return access.OpenKeys(f.Keys)
}

type keysMakeCommand struct {
	keyFileFlags
	Role    string  `default:"reader" help:"reader asks and subscribes; editor also loads articles and reviews; admin also says what alerts send out (default ${default})."`
	Expires string  `placeholder:"DATE" help:"The first day on which the key is of no use any more, in UTC."`
	Rate    float64 `placeholder:"N" help:"Operations a second, in place of the server's bound."`
	Name    string  `arg:"" help:"Who or what the key is for; it stands in the audit log and on decisions."`
}

// Run makes a key. The key alone goes to standard output, so that it can be
// piped to where it is kept.
func (c *keysMakeCommand) Run(s *streams) error {
	role, err := access.ParseRole(c.Role)
	if err != nil {
		return usage("--role: %v", err)
	}
	expires, err := schema.ParseDate(c.Expires)
	if err != nil || c.Expires != "" && expires.Day == 0 {
		return usage("--expires: %q is no day, such as 2027-01-28", c.Expires)
	}
	if strings.TrimSpace(c.Name) == "" {
		return usage("the key needs a name: who or what it is for")
	}
	if c.Rate < 0 {
		return usage("--rate: %v is less than nothing", c.Rate)
	}
	var end time.Time
	if !expires.IsZero() {
		end = time.Date(int(expires.Year), time.Month(expires.Month), int(expires.Day), 0, 0, 0, 0, time.UTC)
	}
	keys, err := c.open()
	if err != nil {
		return err
	}
	key, text, err := keys.Make(c.Name, role, end, c.Rate)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "Key %s for %s (%s) is in %s. This is the only time that it is shown:\n", key.ID, key.Name, key.Role, c.Keys)
	fmt.Fprintln(s.out, text)
	return nil
}

type keysListCommand struct{ keyFileFlags }

// Run lists the keys in the order in which they were made.
func (c *keysListCommand) Run(s *streams) error {
	keys, err := c.open()
	if err != nil {
		return err
	}
	list, err := keys.List()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintf(s.out, "%s holds no keys.\n", c.Keys)
		return nil
	}
	printKeys(s.out, list, time.Now())
	return nil
}

func printKeys(out io.Writer, list []access.Key, now time.Time) {
	t := &table{head: []string{"id", "name", "role", "made", "rate", "state"}, last: 40}
	for _, key := range list {
		state := "good"
		switch {
		case !key.Revoked.IsZero():
			state = "revoked " + key.Revoked.Format(time.DateOnly)
		case !key.Live(now):
			state = "expired " + key.Expires.Format(time.DateOnly)
		case !key.Expires.IsZero():
			state = "good until " + key.Expires.Format(time.DateOnly)
		}
		rate := ""
		if key.Rate > 0 {
			rate = strconv.FormatFloat(key.Rate, 'g', -1, 64) + "/s"
		}
		t.add(key.ID, key.Name, string(key.Role), key.Made.Format(time.DateOnly), rate, state)
	}
	t.print(out)
}

type keysRevokeCommand struct {
	keyFileFlags
	ID string `arg:"" help:"The id of the key, as keys list prints it."`
}

// Run ends a key.
func (c *keysRevokeCommand) Run(s *streams) error {
	keys, err := c.open()
	if err != nil {
		return err
	}
	key, err := keys.Revoke(c.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "Key %s for %s is revoked.\n", key.ID, key.Name)
	return nil
}
