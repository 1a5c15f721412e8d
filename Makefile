# digestpress: `make` builds the program, the site and the books; `make check` tests everything.
# Missing Debian packages are installed first; NO_INSTALL=1 prints the commands instead.

SHELL = /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL = all

BUILD ?= build
OUT ?= out
PREFIX ?= /usr/local
VERSION = 0.1.0

# ------------------------------------------------------------------ packages

PACKAGES = gcc libc6-dev pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libhpdf-dev \
	libharfbuzz-dev libfreetype-dev libpng-dev libxlsxwriter-dev libqrencode-dev libxml2-dev libyaml-dev libicu-dev libmd-dev zlib1g-dev \
	fonts-noto-cjk icc-profiles-free
# Only what is missing is named, so that nothing is asked of the network when all is there.
missing = $(strip $(foreach p,$(1),$(shell dpkg-query -W -f='$${Status}' $(p) 2>/dev/null | grep -q 'ok installed' || echo $(p))))
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)

define install
	@set -e; need="$(call missing,$(1))"; \
	if [ -n "$$need" ]; then \
		if [ -n "$(NO_INSTALL)" ]; then \
			echo "missing packages; run:"; \
			echo "  $(SUDO) apt-get update"; \
			echo "  $(SUDO) apt-get install -y --no-install-recommends $$need"; \
			exit 1; \
		fi; \
		$(SUDO) apt-get update -q; \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -q --no-install-recommends $$need; \
	fi
endef

# ------------------------------------------------------------------- program

CC = gcc
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
OPT ?= -O2 -g
LIBS = freetype2 libpng xlsxwriter libqrencode libxml-2.0 harfbuzz-subset harfbuzz yaml-0.1 icu-i18n icu-uc libmd libcmark-gfm zlib
# Asked for only by the inner make, when the packages are there.
CPPFLAGS = -std=c11 -D_GNU_SOURCE -Igen -DVERSION='"$(VERSION)"' $(shell pkg-config --cflags $(LIBS))
LDLIBS = -lhpdf -lcmark-gfm-extensions $(shell pkg-config --libs $(LIBS)) -lm -pthread

# What is made is said in a word; V=1 shows the commands.
say = $(if $(V),,@echo "  $(1)";)

GEN := $(wildcard gen/*.c gen/*/*.c)
OBJECTS = $(GEN:%.c=$(BUILD)/%.o)
# An archive, so that a test is linked with what it uses.
LIBRARY = $(BUILD)/gen.a
UNITS := $(wildcard tests/unit/*.c)
DRIVES := $(wildcard tests/drive/*.c)
TESTS = $(UNITS:tests/%.c=$(BUILD)/tests/%) $(DRIVES:tests/%.c=$(BUILD)/tests/%)

.PHONY: lighthouse all program site packages install addresses audit clean tests check check-tools asan bench lint format

all: packages
	@$(MAKE) --no-print-directory site

packages:
	$(call install,$(PACKAGES))

program: $(BUILD)/digestpress

site: program
	$(BUILD)/digestpress build --out $(OUT)

$(BUILD)/digestpress: $(OBJECTS)
	$(call say,LINK $@)$(CC) $(OPT) $(SANITIZE) -o $@ $(OBJECTS) $(LDLIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC $<)$(CC) $(CPPFLAGS) $(OPT) $(SANITIZE) $(WARN) -MMD -MP -c -o $@ $<

$(LIBRARY): $(filter-out $(BUILD)/gen/main.o,$(OBJECTS))
	@rm -f $@
	$(call say,AR $@)ar rcs $@ $^

$(BUILD)/tests/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC $<)$(CC) $(CPPFLAGS) -Itests $(OPT) $(SANITIZE) $(WARN) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) $(LDLIBS)

tests: $(BUILD)/digestpress $(TESTS)

# The templates and font roles lie beside the program, to be named by --templates and --fonts.
install: program
	install -D -m 755 $(BUILD)/digestpress $(DESTDIR)$(PREFIX)/bin/digestpress
	cd templates && find . -type f -exec install -D -m 644 {} $(DESTDIR)$(PREFIX)/share/digestpress/templates/{} \;
	install -D -m 644 fonts/fonts.yml $(DESTDIR)$(PREFIX)/share/digestpress/fonts/fonts.yml

# The addresses of the site as it is published now: no later build may lose one of them.
addresses: program
	$(BUILD)/digestpress build --quiet --only site --out $(BUILD)/addresses
	cp $(BUILD)/addresses/site/data/addresses.txt content/addresses.txt

# The digests held against the texts they are made from: make audit SOURCES=DIR
audit: packages
	@$(MAKE) --no-print-directory program
	$(BUILD)/digestpress audit --sources $(or $(SOURCES),$(error audit needs SOURCES=DIR))

# --------------------------------------------------------------------- tests

# command:package; a package is asked for only where the command is not found.
TOOLS = pdftotext:poppler-utils mutool:mupdf-tools qpdf:qpdf chromium:chromium node:nodejs npm:npm \
	java:default-jre-headless xmllint:libxml2-utils zbarimg:zbar-tools
LINTERS = clang:clang clang-format:clang-format clang-tidy:clang-tidy cppcheck:cppcheck
lacking = $(foreach t,$(1),$(shell command -v $(word 1,$(subst :, ,$(t))) >/dev/null || echo $(word 2,$(subst :, ,$(t)))))
NPM = build/npm
npm_ci = npm ci --prefix $(NPM) --ignore-scripts --omit=optional --no-audit --no-fund
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all
GROUPS =

export BUILD NPM

check: packages check-tools
	@$(MAKE) --no-print-directory tests
	tests/run $(GROUPS)

check-tools:
	$(call install,ca-certificates $(call lacking,$(TOOLS)))
	@$(MAKE) --no-print-directory $(NPM)/node_modules/.package-lock.json

$(NPM)/node_modules/.package-lock.json: $(addprefix tests/npm/,package.json package-lock.json .npmrc)
	@mkdir -p $(NPM)
	cp $^ $(NPM)
	$(if $(NO_INSTALL),@echo "missing npm packages; run:"; echo "  $(npm_ci)"; exit 1,$(npm_ci))
	@touch $@

# Scores of five kinds of page. The tool is as large as all others together, so it is installed here alone.
LIGHTHOUSE = $(NPM)/lighthouse

lighthouse: packages check-tools
	@$(MAKE) --no-print-directory $(LIGHTHOUSE)/node_modules/.package-lock.json
	@$(MAKE) --no-print-directory site
	node tests/lighthouse.mjs $(OUT)/site $(LIGHTHOUSE)

$(LIGHTHOUSE)/node_modules/.package-lock.json: $(addprefix tests/npm/lighthouse/,package.json package-lock.json) tests/npm/.npmrc
	@mkdir -p $(@D)
	cp $^ $(LIGHTHOUSE)
	$(if $(NO_INSTALL),@echo "missing npm packages; run:"; echo "  $(subst --prefix $(NPM),--prefix $(LIGHTHOUSE),$(npm_ci))"; exit 1,$(subst --prefix $(NPM),--prefix $(LIGHTHOUSE),$(npm_ci)))
	@touch $@

# What only reads the site is not run again: the output is compared with that of the plain build.
# The sanitizers end a program with a status that no test expects.
asan: packages check-tools
	@$(MAKE) --no-print-directory program
	@$(MAKE) --no-print-directory tests BUILD=build/asan OPT="-O1 -g" SANITIZE="$(SANITIZERS)"
	BUILD=build/asan PLAIN=$(BUILD)/digestpress ASAN_OPTIONS=exitcode=99:detect_leaks=1 \
		UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 tests/run unit golden commands pdf

bench: packages check-tools
	@$(MAKE) --no-print-directory program $(BUILD)/tests/bench
	@$(MAKE) --no-print-directory site
	$(BUILD)/tests/bench $(BUILD)/digestpress
	node tests/search-time.mjs $(OUT)/site

# Left out: what asks for Annex K or for no recursion, and what takes arrays of pointers and macros
# over types for slips.
empty :=
space := $(empty) $(empty)
comma := ,
CHECKS = $(subst $(space),$(comma),$(strip clang-analyzer-* bugprone-* misc-* performance-* portability-* \
	-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling -misc-no-recursion \
	-bugprone-easily-swappable-parameters -bugprone-sizeof-expression -bugprone-macro-parentheses \
	-bugprone-branch-clone -performance-no-int-to-ptr))
C_FILES = $(wildcard gen/*.c gen/*/*.c gen/*/*.h tests/*.c tests/*/*.c tests/*/*.h)

lint: packages
	$(call install,$(call lacking,$(LINTERS)))
	clang-format --dry-run -Werror $(C_FILES)
	@$(MAKE) --no-print-directory program tests CC=clang BUILD=build/clang
	@# One file a run: the analyzer of va_list carries its state from one file to the next.
	printf '%s\n' $(GEN) | xargs -P 2 -I {} clang-tidy --quiet --warnings-as-errors='*' \
		--checks='$(CHECKS)' {} -- $(CPPFLAGS)
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem --suppress=internalAstError \
		--suppress=ctuuninitvar -D__GNUC__ -Igen gen tests

format:
	clang-format -i $(C_FILES)

-include $(wildcard $(OBJECTS:.o=.d) $(TESTS:=.d))

clean:
	rm -rf $(BUILD)
