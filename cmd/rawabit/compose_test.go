package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
	"github.com/joho/godotenv"
)

// compose is as much of docker-compose.yml as is checked.
type compose struct {
	Services map[string]struct {
		Image       string            `yaml:"image"`
		Build       string            `yaml:"build"`
		Command     []string          `yaml:"command"`
		Environment map[string]string `yaml:"environment"`
		Ports       []string          `yaml:"ports"`
		Volumes     []string          `yaml:"volumes"`
		HealthCheck struct {
			Test []string `yaml:"test"`
		} `yaml:"healthcheck"`
		DependsOn map[string]struct {
			Condition string `yaml:"condition"`
		} `yaml:"depends_on"`
	} `yaml:"services"`
	Volumes map[string]any `yaml:"volumes"`
}

func readRoot(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readCompose(t *testing.T) compose {
	t.Helper()
	var c compose
	if err := yaml.Unmarshal([]byte(readRoot(t, "docker-compose.yml")), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCompose(t *testing.T) {
	c := readCompose(t)
	neo4j, ours := c.Services["neo4j"], c.Services["rawabit"]
	if len(c.Services) != 2 || neo4j.Image != "neo4j:5.26-community" || ours.Build != "." {
		t.Fatalf("services %+v", c.Services)
	}
	for name, service := range c.Services {
		if len(service.Ports) == 0 {
			t.Errorf("%s publishes no port", name)
		}
		for _, port := range service.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s publishes %s to other machines", name, port)
			}
		}
	}
	if len(neo4j.HealthCheck.Test) == 0 || ours.DependsOn["neo4j"].Condition != "service_healthy" {
		t.Error("rawabit does not wait until Neo4j is healthy")
	}
	for _, volume := range neo4j.Volumes {
		name, _, _ := strings.Cut(volume, ":")
		if _, ok := c.Volumes[name]; !ok {
			t.Errorf("volume %s is not declared", name)
		}
	}
	user, password, _ := strings.Cut(neo4j.Environment["NEO4J_AUTH"], "/")
	if user != ours.Environment["RAWABIT_NEO4J_USER"] || password != ours.Environment["RAWABIT_NEO4J_PASSWORD"] {
		t.Errorf("Neo4j knows %s/%s, rawabit says %s/%s", user, password, ours.Environment["RAWABIT_NEO4J_USER"], ours.Environment["RAWABIT_NEO4J_PASSWORD"])
	}
}

// TestComposeCommand parses the service's command as the program would.
func TestComposeCommand(t *testing.T) {
	ours := readCompose(t).Services["rawabit"]
	t.Setenv("RAWABIT_ALLOW_OPEN", strings.TrimSuffix(strings.TrimPrefix(ours.Environment["RAWABIT_ALLOW_OPEN"], "${RAWABIT_ALLOW_OPEN:-"), "}"))
	var c commands
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(ours.Command); err != nil {
		t.Fatal(err)
	}
	if c.Up.Store != "neo4j://neo4j:7687" || c.Up.Listen != "0.0.0.0:8080" || !c.Up.AllowOpen {
		t.Errorf("settings %+v", c.Up)
	}
}

// settings returns the environment variables that the program reads.
func settings(t *testing.T) map[string]bool {
	t.Helper()
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, command := range parser.Model.Leaves(false) {
		for _, group := range command.AllFlags(false) {
			for _, flag := range group {
				for _, name := range flag.Envs {
					found[name] = true
				}
			}
		}
	}
	if len(found) == 0 {
		t.Fatal("the program has no settings")
	}
	return found
}

// TestSettings holds what the files name against what the program reads.
func TestSettings(t *testing.T) {
	known := settings(t)
	name := regexp.MustCompile(`RAWABIT_[A-Z0-9_]+`)
	for _, file := range []string{".env.example", "docker-compose.yml", "Dockerfile", "README.md", "docs/operations.md"} {
		for _, one := range name.FindAllString(readRoot(t, file), -1) {
			if !known[one] {
				t.Errorf("%s names %s, which is no setting", file, one)
			}
		}
	}
	example, err := godotenv.Unmarshal(readRoot(t, ".env.example"))
	if err != nil {
		t.Fatal(err)
	}
	for one := range known {
		if _, ok := example[one]; !ok {
			t.Errorf(".env.example leaves out %s", one)
		}
	}
}

// TestExampleIsTheDefault asks that a copy of .env.example changes nothing but
// the password, without which no Neo4j lets anybody in.
func TestExampleIsTheDefault(t *testing.T) {
	var plain, set commands
	parse := func(c *commands) {
		t.Helper()
		parser, err := kong.New(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse([]string{"serve"}); err != nil {
			t.Fatal(err)
		}
	}
	example, err := godotenv.Unmarshal(readRoot(t, ".env.example"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range example {
		t.Setenv(name, "") // put back at the end
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	parse(&plain)
	for name, value := range example {
		t.Setenv(name, value)
	}
	parse(&set)
	set.Serve.Password = ""
	if !reflect.DeepEqual(plain.Serve, set.Serve) {
		t.Errorf("defaults %+v, .env.example %+v", plain.Serve, set.Serve)
	}
}

func TestDockerfile(t *testing.T) {
	text := readRoot(t, "Dockerfile")
	module := readRoot(t, "go.mod")
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(module)
	if version == nil || !strings.Contains(text, "FROM golang:"+version[1]+" ") {
		t.Errorf("the image builds with another Go than go.mod's %v", version)
	}
	for _, want := range []string{"CGO_ENABLED=0", "FROM scratch", "USER 65532:65532", `ENTRYPOINT ["/rawabit"]`, "./cmd/rawabit"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}
