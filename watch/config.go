package watch

import (
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/goccy/go-yaml"

	"rawabit/schema"
)

// Config says what is watched, and how.
type Config struct {
	// UserAgent is what hosts are told; it should hold an address to complain to.
	UserAgent string `yaml:"user_agent"`
	// Every is how often each source is looked at, unless it says so itself.
	Every Duration `yaml:"every"`
	// Pause is the time between two requests to one host.
	Pause Duration `yaml:"pause"`
	// Timeout is the time that a request may take, MaxBytes the size that an answer
	// may have.
	Timeout  Duration `yaml:"timeout"`
	MaxBytes int64    `yaml:"max_bytes"`
	// AllowPrivate lists networks of addresses that are not public and may be asked
	// all the same ("192.168.7.0/24").
	AllowPrivate []string `yaml:"allow_private"`
	// State is the file that remembers what was seen, beside the configuration where
	// it is not said.
	State   string   `yaml:"state"`
	Sources []Source `yaml:"sources"`

	allowed []netip.Prefix
}

// Source is one thing that is watched: a feed, a page or a folder.
type Source struct {
	Name   string `yaml:"name"`
	Feed   string `yaml:"feed"`   // address of an RSS or Atom feed
	Page   string `yaml:"page"`   // address of a page whose text is an article
	Folder string `yaml:"folder"` // folder of text files, read as rawabit load reads them

	Every    Duration `yaml:"every"`
	Language string   `yaml:"language"`
	// Full says that the feed holds whole articles, so that their pages are left
	// alone.
	Full bool `yaml:"full"`
}

// Duration is a time.Duration written as "15m".
type Duration time.Duration

// UnmarshalYAML reads "15m".
func (d *Duration) UnmarshalYAML(data []byte) error {
	var text string
	if err := yaml.Unmarshal(data, &text); err != nil {
		return err
	}
	parsed, err := time.ParseDuration(text)
	if err != nil || parsed <= 0 {
		return schema.Errorf(schema.CodeInvalid, "%q is no length of time, such as 15m or 2h", text)
	}
	*d = Duration(parsed)
	return nil
}

// ReadConfig reads a configuration from a file. The error names the file and says
// what is wrong where.
func ReadConfig(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, schema.Errorf(schema.CodeNotFound, "%s: no such file", path)
	}
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be read", path)
	}
	c := &Config{
		UserAgent: "rawabit", Every: Duration(15 * time.Minute), Pause: Duration(time.Second),
		Timeout: Duration(30 * time.Second), MaxBytes: 8 << 20, State: path + ".state",
	}
	if err := yaml.UnmarshalWithOptions(data, c, yaml.Strict()); err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s: %v", path, err)
	}
	if err := c.check(filepath.Dir(path)); err != nil {
		return nil, schema.Errorf(schema.ErrorCode(err), "%s: %v", path, err)
	}
	return c, nil
}

func (c *Config) check(folder string) error {
	if len(c.Sources) == 0 {
		return schema.Errorf(schema.CodeInvalid, "nothing is watched: list feeds, pages or folders under \"sources\"")
	}
	for _, text := range c.AllowPrivate {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return schema.Errorf(schema.CodeInvalid, "allow_private: %q is no network, such as 192.168.7.0/24", text)
		}
		c.allowed = append(c.allowed, p)
	}
	names := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		if err := s.check(folder); err != nil {
			return schema.Errorf(schema.CodeInvalid, "source %d: %v", i+1, err)
		}
		if names[s.Name] {
			return schema.Errorf(schema.CodeInvalid, "source %d: the name %q is given twice", i+1, s.Name)
		}
		names[s.Name] = true
	}
	return nil
}

func (s *Source) check(folder string) error {
	given := 0
	for _, one := range []string{s.Feed, s.Page, s.Folder} {
		if one != "" {
			given++
		}
	}
	if given != 1 {
		return schema.Errorf(schema.CodeInvalid, "say one of \"feed\", \"page\" and \"folder\"")
	}
	if s.Folder != "" {
		if !filepath.IsAbs(s.Folder) {
			s.Folder = filepath.Join(folder, s.Folder)
		}
	} else if u, err := url.Parse(s.address()); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return schema.Errorf(schema.CodeInvalid, "%q is no http or https address", s.address())
	}
	if s.Name == "" {
		s.Name = s.address()
	}
	return nil
}

// address returns what is looked at.
func (s *Source) address() string {
	switch {
	case s.Feed != "":
		return s.Feed
	case s.Page != "":
		return s.Page
	}
	return s.Folder
}

func (s *Source) kind() string {
	switch {
	case s.Feed != "":
		return "feed"
	case s.Page != "":
		return "page"
	}
	return "folder"
}
