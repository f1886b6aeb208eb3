"""The words that decide what a sentence makes of its formulas: closed tables, and nothing else."""

from __future__ import annotations

import re

from derivations.document.syntax.names import table

SUPPOSED, CONDITION, CASE, REASON, STATED, GOAL, MENTIONED, DENIED = (
    "supposed", "condition", "case", "reason", "stated", "goal", "mentioned", "denied",
)  # fmt: skip
"""What a clause does with its formula.

It supposes it until its block ends; sets it as a condition of its sentence, or of a case; gives it as a reason; states
it; announces it as a goal; only mentions it; or takes it back.
"""


HEADS = {
    SUPPOSED: """let suppose supposing assume assuming fix define denote write set put call consider introduce choose
    take say""",
    CONDITION: """if when whenever for where with provided given under at""",
    CASE: """case""",
    REASON: """since because as using by from satisfies satisfy""",
    STATED: """then so hence therefore thus have has gives give get obtain obtains becomes yields equals follows find
    finds conclude derived implies means computes shows showed proves leads reduces simplifies is are
    compute recall note notice observe remember uses""",
    GOAL: """show prove verify check establish derive want wants solve solving find""",
}
"""Words by what they make of the formula that is their object."""

ALTERNATIVES = table("or either alternatively respectively resp vs versus")
"""Words by which one of several things is meant, and it is not said which."""
PASSING = table("if when whenever for provided under at")
"""Words by which a condition is set for its own sentence alone, even if it gives a quantity another meaning."""
RESULTS = table("""then so hence therefore thus gives give get obtain obtains becomes yields follows find finds
    conclude derived implies computes leads reduces simplifies""")
"""Words that state what follows from what stands before it."""

USES = "uses"
"""The word that states what stands behind it, and gives it as a reason for what stands before it."""

INITIAL = frozenset((SUPPOSED,))
"""What a clause does only if it begins with its head."""

DENIALS = table("""not no never nor neither cannot can't n't don't doesn't isn't aren't won't didn't without unless
    whether rather unlike contrary contrast instead except only few fail fails failed false wrong wrongly
    incorrect incorrectly mistake untrue impossible absurd contradiction contradicts were would might
    could may should guess conjecture expect try refuse avoid drop lift remove relax longer compared
    happen violated excluded like""")
"""Words that take back what a clause says of its formula."""

ASIDE = table("""unlike like rather instead contrary contrast except compared""")
"""Those of them that speak of their own part of a clause alone: "unlike in the first case, we have"."""
ANEW = table("""instead""")
"""Those of them that replace what was supposed before: "suppose instead that"."""

OPENERS = table("""and but now next first second finally also so then again here thus hence therefore moreover
    further furthermore we us one you i let's further more generally in particular for example instance e.g let
    please must can will shall do to simplicity convenience throughout""")
"""Words that may stand before the head of a clause."""

ADVERBS = table("""finally also so then again hence therefore thus moreover further furthermore generally general
    particular clearly obviously evidently indeed similarly likewise consequently accordingly""")
"""Words that, with no others before a formula but "in", state it."""

CONTINUING = frozenset(
    ("satisfy", "and", "as well as", "and that", "and also", "with", "that", "both", "and let", "and suppose")
)
"""All the words between two formulas of which the second one is meant as the first."""

GENERAL = table("""any every arbitrary general otherwise else""")
"""Words after which what was supposed of a quantity need no longer hold."""

CONTINUATIONS = table("""proof solution answer hint""")
"""Titles of sections that go on with the one before them."""

EXAMPLES = frozenset(("example", "examples"))
"""First words of titles of sections whose definitions hold in them alone."""

FOR_ALL = table("""setup conventions notation assumptions preliminaries abstract""")
"""Titles of sections whose suppositions hold in those behind them, too."""

GOING_ON = table("and so then therefore thus hence since because which where also")
"""Words by which a paragraph goes on with what the one before it said."""

SOLVING = table("""zero vanish vanishes vanishing solve solves solving solution solutions stationary optimum optimal
    optimality critical minimizer minimiser maximizer maximiser constraint constraints subject satisfies
    satisfy root roots""")
"""Words around equations that are to be solved, which are no claims."""

OF_ARRAYS = table("""symmetric orthogonal orthonormal normalized normalised centered centred standardized standardised
    diagonal idempotent antisymmetric skew whitened uncorrelated unitary projection permutation decomposition svd""")
"""Properties of matrices and vectors that no formula states."""

ENTRYWISE = table(
    "entrywise entry-wise elementwise element-wise componentwise component-wise pointwise component entry"
)
"""Words by which functions are applied to each entry."""
OF_FUNCTIONS = table("""even odd linear additive homogeneous periodic multiplicative affine constant""")
"""Properties of functions that no formula states."""

SIGNS = {"positive": ">", "negative": "<", "nonnegative": "≥", "non-negative": "≥", "nonzero": "≠", "non-zero": "≠"}
"""Adjectives that say of a quantity how it compares with 0."""

NUMBER_NOUNS = table("""number numbers real reals integer integers constant constants scalar scalars parameter
    parameters variable variables value values quantity quantities weight weights factor factors coefficient
    coefficients""")
"""Nouns of what may have a sign; behind another one, as in "positive example", the adjective says something else."""
BETWEEN = table("a an real both all each strictly fixed given finite two three arbitrary any")
"""Words between a verb and an adjective that change nothing of what that says."""
ALSO = frozenset(["and", ",", "both"])
"""Words between quantities of which the same is said."""
NOT_ALL = table("one some most few several many either neither none no not but than other")
"""Words of which the quantity behind them is not what is spoken of, or not each that it stands for."""

SORTS = {
    "matrix": "matrix", "matrices": "matrix", "vector": "vector", "vectors": "vector",
    "complex": "complex", "imaginary": "complex", "quaternion": "complex", "quaternions": "complex",
    "operator": "operator", "operators": "operator", "dual": "dual number", "set": "set", "sets": "set",
    "event": "event", "events": "event", "tensor": "tensor", "tensors": "tensor",
}  # fmt: skip
"""Nouns and adjectives that say of what sort a quantity is."""

ORDER_SIGNS = re.compile("[<>≤≥]")
"""Signs of orders among words."""
NEVER_NEGATIVE = table("""variance deviation norm length distance rate radius count size probability frequency
    temperature energy mass dimension width depth time number""")
"""Nouns of what is never negative: a quantity that is called so is none that may be any number."""
ALIKE = table("likewise too also both similarly")
"""Words by which what is supposed of one quantity is supposed of others, too."""
OPEN = table("""softmax sigmoid logistic tanh relu a an the any some each every all arbitrary real square number numbers
    variable variables scalar scalars constant constants function functions smooth differentiable
    continuous parameter parameters weight weights bias biases input inputs output outputs activation
    activations target targets label labels prediction predictions cost costs loss losses error errors
    gradient gradients derivative derivatives quantity quantities value values term terms coefficient
    coefficients feature features data point points example examples sample samples layer layers neuron
    neurons units network model models vector vectors matrix matrices component components entry
    entries index indices dimension result previous current given fixed
    unknown free of in for to on by at with and or its our their this that these
    those which hidden pre-activation logit logits vector-valued weighted
    score scores argument arguments expression note notation""")
"""Words that set no condition for the quantity that they are said of."""

ALGEBRAS = frozenset(
    (
        *SORTS,
        *table("""group groups ring rings monoid semigroup algebra permutation permutations
    transposition transpositions string strings language languages composition commutator commute commutes grassmann
    clifford abelian non-abelian nonabelian noncommutative non-commutative hessian rotation rotations jacobian
    covariance"""),
    )
)
"""Words of a text in which letters may stand for what does not commute."""

RELATIONS = re.compile(r"[=<>]|\\(?:l|g|n)eq?\b|\\(?:lt|gt|in|leqslant|geqslant)\b")
"""Signs of relations in a formula's source."""
OTHER_RINGS = re.compile(r"\\sqrt\s*\{?\s*-\s*1|\\(?:mathbb|Bbb)\s*\{?\s*(?:F|Z)\s*\}?\s*(?:/|_)|\\pmod|\\bmod|\bGF\b")
"""Formulas of rings in which sums are not those of numbers."""
INTERVAL = re.compile(r"\s*(?:\\left\s*)?[\[\](][^=]+,[^=]+[\])\[]\s*")
"""A formula that is an interval, or a point, by itself: what is said there may hold there alone."""

ASSERTING = table("since because as for if when whenever here provided assuming")
"""Words beside a step that say under which condition, or why, it holds."""

SMALL_OR_LARGE = "quantities that are small, or large"
OTHER_LOGARITHMS, SIGNS_IN_WORDS = "logarithms to another base", "signs of quantities in words"
VALUES_IN_WORDS = "values of quantities in words"
INTERVALS, OPERATIONS = "an interval, or a point", "operations of its own"
ARITHMETIC = frozenset(("/", "*", "+", "-", r"\cdot", r"\times", r"\div", r"\log"))
"""Signs that are read as what they are for numbers, unless a text says what they are."""
LOGARITHMS = re.compile(
    r"(?:\b(?:is|are|denotes?|means?|stands?\s+for)\s+(?:all\s+|always\s+|taken\s+)?(?:the\s+)?(?:log\w*\s+)?"
    r"(?:to\s+|with\s+|in\s+)?(?:the\s+)?)base[\s-]*(?P<base>2|two|10|ten)\b",
    re.IGNORECASE,
)
"""Words that say to which base the logarithms of a text are."""
BASES = {"2": 2, "two": 2, "10": 10, "ten": 10}
ARITHMETICS = ("an arithmetic other than that of numbers", "divisions with a remainder", "congruences", OPERATIONS)
"""Of what a text may speak in which what is true of numbers need not be true."""
NOTATION_OF_BRACKETS = re.compile(
    r"\s*(?:\\left\s*)?(?:\\?\||\\[lr]?[vV]ert|\[|\\l(?:floor|ceil)|\\\{).?\\cdot.*", re.DOTALL
)
r"""What a text says of its brackets stands beside this: ``$|\cdot|$``."""
USUAL_BRACKETS = table("absolute modulus magnitude norm norms length euclidean ceiling floor")
"""Words for brackets that mean what they usually do."""
REPEATED_INDICES = "sums over repeated indices"
UNUSUAL = (
    (re.compile(r"\brepeated\s+ind|\beinstein\b", re.IGNORECASE), REPEATED_INDICES),
    (
        re.compile(
            r"\bbase[\s-]*(?:\d|$|two\b|ten\b)|\bbinary\s+log|\bdecadic|\bcommon\s+log|\bbits?\b|\bdecibel|\bpH\b",
            re.IGNORECASE,
        ),
        OTHER_LOGARITHMS,
    ),
    (
        re.compile(
            r"\b(?:(?:all|every|each)\s+(?:\w+\s+){1,3}(?:is|are)|(?:letters|variables|symbols)\s+(?:\w+\s+){1,2})\s*"
            r"(?:strictly\s+)?(?:positive|negative|non-?negative|non-?zero|integers?|whole)\b",
            re.IGNORECASE,
        ),
        SIGNS_IN_WORDS,
    ),
    (re.compile(r"\bremainder\b|\brem\.", re.IGNORECASE), "divisions with a remainder"),
    (re.compile(r"\b(?:0|zero)\s+or\s+(?:1|one)\b", re.IGNORECASE), "values that are 0 or 1"),
    (re.compile(r"\bmod(?:ulo|ulus)?\b|\bclock\b", re.IGNORECASE), "congruences"),
    (
        re.compile(
            r"\bboolean\b|\bin\s+(?:binary|octal)\b|\btropical\b|\bordinal|\bcharacteristic\s+\w*\b|\bfinite\s+field",
            re.IGNORECASE,
        ),
        "an arithmetic other than that of numbers",
    ),
)
"""Words by which a text changes what formulas mean."""

OTHER_SUMS = "sums other than 1"
SUMMED = re.compile(
    r"\b(?:sum|add)(?:s|ming|ing)?\s+(?:up\s+)?to\b(?!\s+(?:one|unity|1)\b)\s*(?P<next>\w*)", re.IGNORECASE
)
"""Words that say what quantities sum to, with the word behind, if it is no formula."""
OTHER_NORMS = table("any every arbitrary some another other each all")
"""Words before a norm that is not the usual one."""
USUAL_NORMS = table("euclidean frobenius squared l2 2 vector")
"""Words before a norm that is."""

DEPENDENCE = re.compile(
    r"\b(?:depend(?:s|ing|ent)?\s+on|functions?\s+of|var(?:y|ies)|grows?|chang(?:es|ing))\b", re.IGNORECASE
)
"""Words by which quantities depend on one another."""

SIGMOID = table("sigmoid sigmoids logistic")
"""Words of a text whose σ is the sigmoid function."""
ACTIVATED = re.compile(r"\b(?:activation|nonlinearity|transfer)(?:\s+function)?\s+(?:is|be)\s+\w", re.IGNORECASE)
"""Words that say which function the activation is."""
USUAL = re.compile(r"\bsigmoid|\blogistic|\bkronecker", re.IGNORECASE)
"""What a letter of a function, or of an array, usually stands for; if a text speaks of it otherwise, it is another."""

NEGATIVE = table("""mistake mistakes wrong wrongly false incorrect incorrectly counterexample counterexamples fallacy
    fail fails failed absurd impossible contradiction contradicts contrary untrue nonsense myth myths misconception
    misconceptions pitfall pitfalls don'ts""")
"""Words of a sentence that may call the formulas in it, or in the one beside it, false."""
COMMON_ERROR = re.compile(
    r"\bcommon\s+error|\b(?:find|spot|where\s+is|what\s+is)\s+(?:the|an)\s+(?:error|flaw|fault)\b(?!\s+(?:of|at)\b)",
    re.IGNORECASE,
)
INTERROGATIVE = table("what why how where when who")
"""Words that begin a question other than whether something is so."""
APPROXIMATE = re.compile(
    r"\b(?:first|second|leading|higher)[\s-]orders?\b|\bneglect|\bignor|\bsmall\b|\blarge\b|\bapproximat|\bup\s+to\b|\broughly\b"
    r"|\basymptotic|\bnegligible\b|\bin the limit\b",
    re.IGNORECASE,
)
"""Words of a sentence whose equations hold up to something."""
REQUIRED = re.compile(r"\b(?:wants?|requires?|imposes?|demands?|wish|insist|whether|for\s+which)\b", re.IGNORECASE)
"""Words of a sentence whose equations are wanted, or asked for."""
OTHERWISE = table("otherwise else off-diagonal distinct different other others remaining unequal")
"""Words that set a condition by what came before."""

EXISTENTIAL = re.compile(
    r"\b(?:there\s+(?:is|are|must\s+be)|exists?|for\s+some|(?:can|may|to)\s+(?:find|choose|pick|take)|choose|pick)\b[^.;:?!]*$",
    re.IGNORECASE,
)
"""Words before a quantity of which there is one, so that what is said of it need not hold for all."""
NUMBERED = frozenset(["the", "first", "second", "third", "fourth", "last", "other", "now", "next"])
"""Words before the case that begins."""
NEAR = frozenset(("by", "using", "from"))
"""Words that give a formula as a reason only if it stands right behind them."""
FACTS = frozenset(("the", "fact", "identity", "equation", "that"))

ENDING = frozenset(["general", "otherwise", "both", "either", "cases", "combining", "together", "summary", "overall"])
"""Words of a sentence that no longer speaks of one case."""

OF_ALL_CASES = re.compile(r"\bgeneral\s+case\b|\bin\s+general\b|\bafterwards\b|\bno\s+longer\b", re.IGNORECASE)
"""Words by which what was supposed before ends."""
RETRACTION = re.compile(
    r"^\W*No\b|\b(?:drop|lift|remov|relax|discard|end)\w*\b[^.]*\b(?:assumption|restriction|condition|example|supposition)"
    r"|\b(?:assumption|supposition|hypothesis)\b[^.]*\b(?:wrong|false|absurd|impossible|untenable)\b|[∎□]|\b(?:end\s+of\s+(?:the\s+)?proof|q\.?e\.?d)\b",
    re.IGNORECASE,
)
"""Words by which what was supposed before is taken back."""
PART = re.compile(
    r"\W*(?:(?:case|part|q|remark|note|variant|theorem|lemma|proposition|corollary|claim|fact|example|exercise|model)"
    r"\s*\d*\W|\(?[a-h]\)|\d+\s*[.)*]|(?:second|third|other|next)\s+case\b)",
    re.IGNORECASE,
)
"""The beginning of a part of a text that may suppose things of its own."""
END_OF_PROOF = frozenset((r"\square", r"\blacksquare", r"\qed", r"\Box"))
"""Formulas that end a proof, and with it what was supposed for it."""
QUANTIFYING = table("all any every each real whatever given two both arbitrary irrespective regardless matter")
"""Words before a quantity of which what was supposed need no longer hold."""
EXAMPLE = re.compile(r"\W*(?:example|exercise|problem|question)\b\s*[\d.:*]", re.IGNORECASE)
"""The beginning of a paragraph that supposes things of its own."""
EXEMPLARY = re.compile(
    r"\b(?:for|as\s+an?)\s+(?:example|instance|illustration)\b|\be\.\s?g\.|^\W*(?:fig(?:ure|\.)|table)\s*[\d.]+\s*:",
    re.IGNORECASE,
)
"""Words of a sentence that supposes things for itself alone: an example, or what a figure shows."""
CONDITIONAL = frozenset(["if", "when", "unless", "provided", "whenever", "assuming", "only"])
"""Words that set a condition even where no formula says which."""
ARBITRARY = re.compile(
    r"(?:an?\s)?(?:any|every|arbitrary)(?:\s(?:real|smooth|differentiable|continuous))*\s(?:numbers?|reals?|functions?)"
    r"|arbitrary"
)
"""Words by which a quantity or a function is said to be any one that there is."""
SYMMETRIC = "symmetric"
INVERTIBLE = frozenset(["invertible", "nonsingular", "non-singular"])
DEFINITE = frozenset(["definite", "positive-definite"])
CALLED = re.compile(
    r"\A\s*(?:be|is|are)\s+(?:an?\s+)?(?:(?:real|square|symmetric)\s+)*"
    rf"(?:{'|'.join(sorted(INVERTIBLE))}|positive[\s-]definite)\b"
)
"""Words right behind matrices that call them invertible, or positive definite."""
SAID = frozenset((*SORTS, *SIGNS, SYMMETRIC, *INVERTIBLE, *DEFINITE))
"""Words that say of a quantity of what sort or sign it is, and that a matrix is symmetric, invertible or definite."""
FUNCTIONS_IN_WORDS = table("""softmax sigmoid logistic tanh relu square cube sum product mean average logarithm
    exponential derivative gradient root inverse reciprocal maximum minimum ratio difference""")
"""What a quantity may be said to be of another one."""
DETERMINERS = table("a the any every each some all this that of finite infinite open closed compact empty countable")
"""Words before a noun."""
THERE_IS = re.compile(r"\bthere\s+(?:is|are)\b|\bexists?\b|\bfor\s+some\b", re.IGNORECASE)
"""Words by which there is something with a property, which defines nothing."""
SOUGHT = frozenset(["find", "solve", "determine", "show", "prove"])
"""Words that begin a sentence whose equations are to be solved, or shown."""
ALL_REALS = re.compile(r"\b(?:all|every|any|each|arbitrary)\s+reals?(?:\s+(?:numbers?|values?))?(?:\s+of)?\s*$")
"""Words before a quantity that may be any real number."""
CONTINUING_WORDS = frozenset([",", *" ".join(CONTINUING).split()]) - {"let", "suppose"}
"""Words between two formulas that are supposed, or claimed, alike."""

OF_SUPPOSED = table("""is are has have equals satisfies""")
"""Verbs of what is supposed: "suppose that y is"."""
PLAIN = (
    OPENERS
    | ANEW
    | GENERAL
    | SIGNS.keys()
    | SORTS.keys()
    | table("""that a an the all each some both with where if when
    whenever given provided under at for suppose supposing assume assuming fix define denote write set put call consider
    introduce choose take say be is are real number numbers integer integers natural whole variable variables scalar
    scalars constant constants parameter parameters function functions following value values following here this
    section have has case first second third fourth last other now , ( )""")
)
"""Words that say nothing of a relation but that it is supposed."""
BEHIND = (
    GENERAL
    | SIGNS.keys()
    | SORTS.keys()
    | table("""for all each be a an real number numbers integer integers natural
    that fixed given throughout here function functions hold holds denote denotes""")
)
"""Words behind what is supposed, or defined, that take nothing of it back and set no condition for it."""
BEGINNING = table(
    """and but where with we it so then hence thus which whose the its this let one since because while i"""
)
"""Words behind a formula with which something else begins."""
ELSEWHERE = table("""of than as like says to from about claims such satisfies satisfy solve solving find finding
    equation equations case solution solutions root roots line curve condition ansatz guess claim assumption inequality
    constraint opposite failure exception one none any some either most""")
"""Words before an equation that defines nothing: it is somebody's, or to be solved, or the name of something."""
PREDICATES = table("is are has have obeys satisfies gives takes maps measures computes leads yields")
"""Verbs of what is said of a quantity after an equation has defined it."""
COPULAS = table("is are was be has have had")
"""Verbs by which a clause says of something what it is."""
BEING = table("is are was be equals denotes denote means represents")
"""Verbs of what something is: whoever it belongs to, it is that."""
SPEAKERS = table("we you i one it this that there which")
"""Who may stand before such a verb though nothing is said of a quantity: "we have", "it is"."""
AUTHORS = table("we i one you us let's")
"""Who speaks where the author does; what anybody else supposes is not supposed by the text."""
OTHERS = table("they who")
"""Who is somebody else, in words that are understood everywhere else."""
PREPOSITIONS = table("of for with at to from than by in on between over under")
"""Words before what a clause speaks of but is not about: "for magnitudes of z", but "the norm of z is one"."""
ADJOINING = table("with for in at on under")
"""Words before what limits a claim."""
RANGE = re.compile(r"[^=<>]*=[^=<>]*,\s*\\[lc]?dots\s*,[^=<>]*")
"""Which values an index takes, ``i = 1, \\dots, n``: no condition for what is said of it."""
RESTRICTING = table("for at on over given if when")
"""Words before a relation for which alone something is said, as in "f(x) = x for x > 0"."""
PHRASES = re.compile(
    r"\b(?:from now on|in what follows|in the following|in this (?:section|chapter|notation|text|note|way)"
    r"|for (?:simplicity|convenience|brevity|now|short)|negative (?=log|entropy)|changes nothing|such that|at once"
    r"|as (?:before|above|usual)|up to an? (?:additive )?constant|which vanishes (?=where|when|if|at|for)"
    r"|(?:setting|equating|putting)\b[^.;:,]* to zero|in one (?=formula|line)|standard (?=deviation)"
    r"|(?:be|is|denotes?) (?:the|a) (?:usual )?kronecker(?: delta| symbol)?"
    r"|binary (?=cross-entropy|entropy)|linear (?=regression|algebra)|(?:the|its) (?:sample )?means?"
    r"|an? (?:short|simple|direct|quick|little|easy) (?=calculation|computation|algebra|argument)"
    r"|(?:(?:the|its|their|both|all|a) )?(?:first|second|third|last|next|previous|partial|mixed) (?=(?:partial )?"
    r"(?:derivative|step|term|factor|equation|equality|line|summand|sum|product|inequality|expression|calculation"
    r"|calculus|computation|derivation|result)s?\b)"
    r"|(?:first|second|third|next)(?=,)|(?:we|i|let's|us|can|must|shall|should|will|to) first(?! order)|of course"
    r"|(?:left|right)[- ]?(?:hand)?[- ]?(?=sides?\b)"
    r"|(?:two|three|four) (?=[a-z]+s\s*$)|one (?=gets|obtains|has|finds|sees|can\b|may\b|concludes|arrives)"
    r"|(?:for|of|over) (?:one|a single)(?: training)? (?=example|sample|neuron))\b"
    r"|\\[A-Za-z]+|\(eqn?\b[\w:.-]*\)|^\s*to zero\b",
    re.IGNORECASE,
)
"""Phrases that set no condition, commands of LaTeX, and labels of displays."""

CONSTANT = table("""
    let be a an the is are any every each all both real arbitrary fixed given number numbers constant constants
    parameter parameters scalar scalars variable variables vector vectors positive negative nonzero non-zero
    nonnegative non-negative independent of for with where and or but if then so that here now we in by to at on
    from as than it its take consider suppose assume fix put set call define have get gives obtain derivative
    derivatives gradient partial respect differentiate differentiating differentiated has index indices argument
    arguments unknown between target targets label labels input inputs example examples""")
"""Words around a lone quantity by which it depends on nothing else."""
FUNCTION_WORDS = table("""
    a about across again all already also am among an and any are as at be because been being between both by can
    did do does done each every exactly for from given had has have having hence here here's how i if in into is it
    it's its itself just let let's may must my now of off on onto or our ourselves out over per please provided
    shall since so still such th than that that's the their them themselves then there there's therefore these they
    this those through thus to together towards under upon us via was we we'll we're we've what when whenever where
    whereas whether which while who whose why will with within you you'll your""")
"""Words without which no sentence is built, and that describe nothing."""
DISCOURSE = table("""
    according accordingly actually adding although always analogously apparently applied applies apply applying
    arrange arranging arrive arrives assume assumed assuming become becomes bring brings but calculate calculated
    calculates calculating call called calling carry check choose chosen clear clearly collect collected collecting
    collects combine combined combining compare compared compares comparing computation compute computed computes
    computing conclude concludes consequently consider considering convenience convenient convert deduce define
    defined defines defining denote denoted denotes denoting derive derived derives deriving describe described
    describes differentiate differentiated differentiates differentiating differently directly dividing e.g easier
    easily easy emerges equals evaluate evaluated evaluates evaluating evidently expand expanded expanding explain
    explicitly express expressed expressing factor factoring factorise factorising factorize factorizing finally
    find finding finds follow followed following follows further furthermore get gets getting give gives giving
    goes hold holds how however i.e immediately incorporate incorporated incorporates incorporating indeed insert
    inserted inserting integrate integrated integrates integrating introduce introduced involves know known lead
    leading leads lets likewise look looking looks make makes making mention mentioned minimise minimised minimises
    minimising minimize minimized minimizes minimizing minus moreover multiplied multiplies multiply multiplying
    namely need needed next note noted notice noting obeys observe observed obtain obtained obtaining obtains
    obviously once particular perform performed performing performs plug plugged plugging plus possible precisely
    proceed prove proved proven proves proving put putting read reads rearrange rearranged rearranging recall
    recalling reduce reduces reducing refer reformulate reformulated relate related relation remark remember
    remembering represent represented represents reproduce respect respectively result resulting results rewrite
    rewriting rewritten satisfies satisfy say says see seen set sets setting show showed showing shown shows
    similarly simplicity simplified simplifies simplify simplifying simply slightly solve solves solving stand
    stands state stated states straightforward substitute substituted substituting subtracting summarise summarize
    summing suppose supposed supposing surprising take taken takes taking tell tells thanks though turn turns use
    used uses using usual usually verified verify verifying want way wlog work works write writes writing written
    yet yield yielding yields""")
"""What a text says of what it does: verbs and adverbs of calculating and proving."""
THINGS = table("""
    account activation activations addition algebra algorithm answer appendix arbitrary backpropagation backward
    base batch bernoulli bias biases bp calculation calculations calculus case chain chapter claim class classes
    coefficient coefficients component components computations conclusion constant constants cost costs count
    counts criterion cross cross-entropy data definition definitions delta denominator density derivation
    derivations derivative derivatives deviation differential differentiation display distribution distributions
    divergence division energy entries entropy entry eq eqn eqs equalities equality equation equations error
    errors example examples exercise expansion exponent exponential exponentials exponents expression expressions
    fact factors feature features figure fixed form formula formulas forward fraction fractions function functions
    gaussian gradient gradients hand hessian hidden hint hyperbolic idea index indices inequalities inequality
    input inputs jacobian kronecker label labels layer layers learning lemma length likelihood limit limits line
    lines ln log log-likelihood log-odds log-probability logarithm logarithms logistic logit logits loss losses
    manner margin mathematics maths matrices matrix method mini-batch model models multiplication nabla network
    networks neural neuron neurons notation number numbers numerator objective observation order output outputs
    page parameter parameters partial partials pass performance point policy polynomial power powers predicted
    prediction predictions problem product products proof proofs proposition quadratic quantities quantity
    quotient rate real reason regression regularisation regularization regularized relu rule rules sample samples
    scalar scalars score scores section sections sense shorthand side sides sigmoid size slope slopes softmax
    softplus solution square squares statement step steps subscript substitution sum summand summands sums
    superscript symbol tangent tanh target targets task temperature term terms text theorem theorems thing
    training transformation type unknown value values variable variables variance vector vectors weight weighted
    weights""")
"""Nouns of what texts consist of, of operations, and of the roles in which quantities stand, with their kinds."""
CLEAR = (FUNCTION_WORDS | DISCOURSE | THINGS | ADVERBS | RESULTS) - (NEGATIVE | OTHERWISE | DENIALS | SIGNS.keys())
"""Words beside a claim that set no condition for it, deny nothing of it, and change nothing that was said before it.

No adjective, ordinal or number is among them: one that speaks of a quantity may restrict it ("equal a and b", "the
second unit", "the weights sum to one"); nor is a verb that acts on a quantity ("then half it").
"""
