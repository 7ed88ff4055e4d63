package alerts

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"rawabit/schema"
)

// File is a file of rules: where alerts go, and which there are.
type File struct {
	Channels map[string]Channel `yaml:"channels"`
	Allow    Allow              `yaml:"allow"`
	// Secrets sign what goes to addresses that rules name themselves, without a
	// channel in the file.
	Secrets []string `yaml:"secrets"`
	Rules   []Rule   `yaml:"rules"`
}

// Channel is where alerts go: exactly one of Webhook, Chat and Lines.
type Channel struct {
	Webhook string   `yaml:"webhook"` // an https address
	Secrets []string `yaml:"secrets"` // "whsec_…", the newest first; each signs, so that keys can be changed
	Chat    string   `yaml:"chat"`    // an address of shoutrrr: slack://…, telegram://…, smtp://…
	Lines   string   `yaml:"lines"`   // a file that gets a JSON line an alert; "-" is standard output

	Lang    string     `yaml:"lang"`    // ar or en, of texts; ar where it is empty
	Retry   []Duration `yaml:"retry"`   // the pauses between attempts
	Timeout Duration   `yaml:"timeout"` // of one attempt; 15s where it is 0
}

// Allow says what may be sent to beside https addresses of the public internet.
type Allow struct {
	HTTP     bool     `yaml:"http"`
	Networks []string `yaml:"networks"` // such as 10.1.0.0/16
}

// Source is what the parts of a file are looked up in.
type Source struct {
	// Variable returns what ${NAME} stands for. Without it there are none.
	Variable func(name string) (string, bool)
	// Actor returns the id of an actor that is given by its id or a name. Without
	// it, ids are taken as they stand.
	Actor func(idOrName string) (schema.ActorID, bool)
}

// place is an error at a place of a file.
type place struct {
	path string
	text string
}

func (p *place) Error() string { return p.text }

func at(path, format string, args ...any) error {
	return &place{path, fmt.Sprintf(format, args...)}
}

// Parse reads a file of rules. Every error says the line and column
// (INVALID_INPUT); all that are found are told at once.
func Parse(name string, data []byte, src Source) (*File, error) {
	f := &File{}
	tree, err := parser.ParseBytes(data, 0)
	if err == nil {
		err = yaml.UnmarshalWithOptions(data, f, yaml.Strict())
	}
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s:%s", name, position(err))
	}
	var found []string
	for _, err := range f.check(src) {
		var p *place
		if errors.As(err, &p) {
			found = append(found, fmt.Sprintf("%s:%s: %s", name, locate(tree, p.path), p.text))
		}
	}
	if len(found) > 0 {
		return nil, schema.Errorf(schema.CodeInvalid, "%s", strings.Join(found, "; "))
	}
	return f, nil
}

// ParseRule reads one rule as it would stand in a file (INVALID_INPUT).
func ParseRule(data []byte, src Source) (*Rule, error) {
	f, err := Parse("rule", []byte("rules:\n- "+strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n  ")+"\n"), src)
	if err != nil {
		return nil, err
	}
	return &f.Rules[0], nil
}

// position says what is wrong with the form of a file, and where.
func position(err error) string {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		p := y.GetToken().Position
		return fmt.Sprintf("%d:%d: %s", p.Line, p.Column, y.GetMessage())
	}
	return " " + err.Error()
}

// locate returns line and column of a path, or of the nearest place above it.
func locate(tree *ast.File, path string) string {
	for {
		p, err := yaml.PathString(path)
		if err == nil {
			node, err := p.FilterFile(tree)
			if err == nil && node != nil {
				t := node.GetToken().Position
				return fmt.Sprintf("%d:%d", t.Line, t.Column)
			}
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut <= 0 {
			return "1:1"
		}
		path = path[:cut]
	}
}

// check completes the file and returns what is wrong with it.
func (f *File) check(src Source) []error {
	var bad []error
	for i := range f.Secrets {
		bad = append(bad, expand(src, fmt.Sprintf("$.secrets[%d]", i), &f.Secrets[i]))
		bad = append(bad, checkSecret(fmt.Sprintf("$.secrets[%d]", i), f.Secrets[i]))
	}
	for i, n := range f.Allow.Networks {
		if _, err := netip.ParsePrefix(n); err != nil {
			bad = append(bad, at(fmt.Sprintf("$.allow.networks[%d]", i), "%q is no network: write it like 10.1.0.0/16", n))
		}
	}
	for name, c := range f.Channels {
		bad = append(bad, c.check(src, "$.channels."+name, f.Allow.HTTP)...)
		f.Channels[name] = c
	}
	seen := map[string]bool{}
	for i := range f.Rules {
		r, path := &f.Rules[i], fmt.Sprintf("$.rules[%d]", i)
		bad = append(bad, r.check(src, path)...)
		r.complete()
		if seen[r.ID] {
			bad = append(bad, at(path+".name", "another rule has the id %q: give one of them another id", r.ID))
		}
		seen[r.ID] = true
		for j, c := range r.Channels {
			if _, ok := f.Channels[c]; !ok && len(f.Channels) > 0 {
				bad = append(bad, at(fmt.Sprintf("%s.channels[%d]", path, j), "there is no channel %q", c))
			}
		}
	}
	return slices.DeleteFunc(bad, func(err error) bool { return err == nil })
}

func (c *Channel) check(src Source, path string, plain bool) []error {
	bad := []error{
		expand(src, path+".webhook", &c.Webhook), expand(src, path+".chat", &c.Chat), expand(src, path+".lines", &c.Lines),
	}
	count := 0
	for _, one := range []string{c.Webhook, c.Chat, c.Lines} {
		if one != "" {
			count++
		}
	}
	if count != 1 {
		bad = append(bad, at(path, "a channel has exactly one of webhook, chat and lines"))
	}
	if c.Webhook != "" {
		if !strings.HasPrefix(c.Webhook, "https://") && (!plain || !strings.HasPrefix(c.Webhook, "http://")) {
			bad = append(bad, at(path+".webhook", "the address does not begin with https:// (allow: {http: true} lets http:// pass)"))
		}
		if len(c.Secrets) == 0 {
			bad = append(bad, at(path, "a webhook needs secrets: [whsec_…], by which the receiver knows the sender; rawabit alerts secret makes one"))
		}
	}
	for i := range c.Secrets {
		where := fmt.Sprintf("%s.secrets[%d]", path, i)
		bad = append(bad, expand(src, where, &c.Secrets[i]), checkSecret(where, c.Secrets[i]))
	}
	if !slices.Contains([]string{"", "ar", "en"}, c.Lang) {
		bad = append(bad, at(path+".lang", "%q is neither ar nor en", c.Lang))
	}
	return bad
}

func checkSecret(path, secret string) error {
	if _, err := Secret(secret); err != nil && secret != "" { // which was told already
		return at(path, "%v", err)
	}
	return nil
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// expand puts the values of variables into a text.
func expand(src Source, path string, text *string) error {
	var missing error
	*text = variable.ReplaceAllStringFunc(*text, func(name string) string {
		name = name[2 : len(name)-1]
		if src.Variable != nil {
			if value, ok := src.Variable(name); ok && value != "" {
				return value
			}
		}
		missing = at(path, "the environment has no %s", name)
		return ""
	})
	return missing
}
