(* Functions of many coordinates: what it is to be smooth near a point, and that smooth functions make smooth ones.

   A point gives a number to each of a set of labels, of which there may be infinitely many.  Points are near each other if
   all of their coordinates are.  A function is of class n near a point, in the directions of a set P of labels, if it is
   continuous there, and has for n > 0 a derivative in each of these directions that is of class n - 1. *)

From Coq Require Import Reals Lia Lra List PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Import ListNotations.
Open Scope R_scope.

Section Coordinates.

Variable L : Type.
Variable L_eq : forall a b : L, {a = b} + {a <> b}.

Definition point := L -> R.
Definition move (v : point) (d : L) (h : R) : point := fun c => if L_eq c d then v c + h else v c.

Definition ball (P : L -> Prop) (w : point) (e : R) (v : point) : Prop :=
  exists r, r < e /\ forall c, Rabs (v c - w c) <= r /\ (~ P c -> v c = w c).

Definition cont (P : L -> Prop) (f : point -> R) (v : point) : Prop :=
  forall eta, 0 < eta -> exists d, 0 < d /\ forall u, ball P v d u -> Rabs (f u - f v) < eta.

Fixpoint class (P : L -> Prop) (n : nat) (e : R) (w : point) (f : point -> R) : Prop :=
  (forall v, ball P w e v -> cont P f v) /\
  match n with
  | O => True
  | S m => forall d, P d -> exists g,
      (forall v, ball P w e v -> is_derive (fun s => f (move v d s)) 0 (g v)) /\ class P m e w g
  end.

Lemma move_0 : forall v d, move v d 0 = v.
Proof. intros; apply functional_extensionality; intro c; unfold move; destruct (L_eq c d); lra. Qed.

Lemma move_move : forall v d h k, move (move v d h) d k = move v d (h + k).
Proof. intros; apply functional_extensionality; intro c; unfold move; destruct (L_eq c d); lra. Qed.

Lemma move_swap : forall v d e h k, move (move v d h) e k = move (move v e k) d h.
Proof. intros; apply functional_extensionality; intro c; unfold move; destruct (L_eq c d), (L_eq c e); lra. Qed.

Lemma ball_itself : forall P w e, 0 < e -> ball P w e w.
Proof.
  intros P w e He; exists 0; split; [assumption |]; intro c.
  rewrite Rminus_eq_0, Rabs_R0; split; [lra | reflexivity].
Qed.

Lemma ball_less : forall P w e e' v, e <= e' -> ball P w e v -> ball P w e' v.
Proof. intros P w e e' v He (r & Hr & H); exists r; split; [lra | assumption]. Qed.

Lemma ball_within : forall P w e v, ball P w e v -> exists d, 0 < d /\ forall u, ball P v d u -> ball P w e u.
Proof.
  intros P w e v (r & Hr & H); exists (e - r); split; [lra |].
  intros u (r' & Hr' & H'); exists (r + r'); split; [lra |]; intro c.
  destruct (H c) as [A B], (H' c) as [A' B']; split.
  - replace (u c - w c) with ((u c - v c) + (v c - w c)) by ring.
    eapply Rle_trans; [apply Rabs_triang |]; lra.
  - intro N; rewrite (B' N), (B N); reflexivity.
Qed.

Lemma ball_move : forall (P : L -> Prop) v d e s, P d -> Rabs s < e -> ball P v e (move v d s).
Proof.
  intros P v d e s Hd Hs; exists (Rabs s); split; [assumption |]; intro c; unfold move.
  destruct (L_eq c d) as [-> |].
  - split; [| contradiction]. replace (v d + s - v d) with s by ring; apply Rle_refl.
  - rewrite Rminus_eq_0, Rabs_R0; split; [apply Rabs_pos | reflexivity].
Qed.

Lemma ball_smaller_set : forall (P Q : L -> Prop) w e v, (forall c, P c -> Q c) -> ball P w e v -> ball Q w e v.
Proof.
  intros P Q w e v H (r & Hr & K); exists r; split; [assumption |]; intro c.
  destruct (K c) as [A B]; split; [assumption |]; intro N; apply B; intro p; apply N, H, p.
Qed.

Lemma class_cont : forall P n e w f v, class P n e w f -> ball P w e v -> cont P f v.
Proof. intros P [| n] e w f v [H _]; apply H. Qed.

Lemma cont_ext : forall P f g v d, 0 < d -> (forall u, ball P v d u -> f u = g u) -> cont P f v -> cont P g v.
Proof.
  intros P f g v d Hd E H eta Heta; destruct (H eta Heta) as (d' & Hd' & K).
  exists (Rmin d d'); split; [apply Rmin_pos; assumption |]; intros u Hu.
  rewrite <- (E v), <- (E u).
  - apply K; eapply ball_less; [apply Rmin_r | exact Hu].
  - eapply ball_less; [apply Rmin_l | exact Hu].
  - apply ball_itself; assumption.
Qed.

Lemma near_0 : forall (P : R -> Prop) d, 0 < d -> (forall s, Rabs s < d -> P s) -> locally 0 P.
Proof.
  intros P d Hd H; exists (mkposreal d Hd); intros s Hs; apply H.
  change (Rabs (s - 0) < d) in Hs; rewrite Rminus_0_r in Hs; exact Hs.
Qed.

Lemma class_ext : forall P n e w f g, (forall v, ball P w e v -> f v = g v) -> class P n e w f -> class P n e w g.
Proof.
  intros P n e w f g E H.
  assert (A : forall v, ball P w e v -> cont P g v).
  { intros v Hv; destruct (ball_within _ _ _ _ Hv) as (d & Hd & K).
    apply (cont_ext P f g v d Hd); [intros u Hu; apply E, K, Hu | eapply class_cont; eassumption]. }
  destruct n; simpl in *; split; try exact I; try exact A.
  intros d Hd; destruct (proj2 H d Hd) as (h & D & C); exists h; split; [| exact C].
  intros v Hv; destruct (ball_within _ _ _ _ Hv) as (r & Hr & K).
  apply (is_derive_ext_loc (fun s => f (move v d s))); [| apply D, Hv].
  apply (near_0 _ r Hr); intros s Hs; apply E, K, ball_move; assumption.
Qed.

Lemma class_within : forall P n e w f e' w',
  (forall v, ball P w' e' v -> ball P w e v) -> class P n e w f -> class P n e' w' f.
Proof.
  induction n as [| n IH]; intros e w f e' w' K [C D]; split; try exact I.
  - intros v Hv; apply C, K, Hv.
  - intros v Hv; apply C, K, Hv.
  - intros d Hd; destruct (D d Hd) as (g & G & H); exists g; split; [intros v Hv; apply G, K, Hv | eapply IH; eassumption].
Qed.

Lemma class_less : forall P n e w f, class P (S n) e w f -> class P n e w f.
Proof.
  induction n as [| n IH]; intros e w f [C D]; split; try exact I; try exact C.
  intros d Hd; destruct (D d Hd) as (g & G & H); exists g; split; [exact G | apply IH, H].
Qed.

Lemma cont_smaller_set : forall (P Q : L -> Prop) f v, (forall c, P c -> Q c) -> cont Q f v -> cont P f v.
Proof.
  intros P Q f v H C eta Heta; destruct (C eta Heta) as (d & Hd & K); exists d; split; [exact Hd |].
  intros u Hu; apply K; eapply ball_smaller_set; eassumption.
Qed.

Lemma class_smaller_set : forall (P Q : L -> Prop) n e w f,
  (forall c, P c -> Q c) -> class Q n e w f -> class P n e w f.
Proof.
  intros P Q n; induction n as [| n IH]; intros e w f H [C D]; split; try exact I.
  - intros v Hv; eapply cont_smaller_set; [exact H |]; apply C; eapply ball_smaller_set; eassumption.
  - intros v Hv; eapply cont_smaller_set; [exact H |]; apply C; eapply ball_smaller_set; eassumption.
  - intros d Hd; destruct (D d (H d Hd)) as (g & G & K); exists g; split.
    + intros v Hv; apply G; eapply ball_smaller_set; eassumption.
    + apply IH; assumption.
Qed.

(* ---- sums, products, functions of one number ---- *)

Lemma derive_continuous : forall (h : R -> R) x l, is_derive h x l -> continuous h x.
Proof. intros h x l H; apply (ex_derive_continuous (V := R_NormedModule) h x); exists l; exact H. Qed.

Lemma cont_const : forall P c v, cont P (fun _ => c) v.
Proof.
  intros P c v eta H; exists 1; split; [lra |]; intros; rewrite Rminus_eq_0, Rabs_R0; assumption.
Qed.

Lemma cont_plus : forall P f g v, cont P f v -> cont P g v -> cont P (fun u => f u + g u) v.
Proof.
  intros P f g v F G eta H.
  destruct (F (eta / 2)) as (d & Hd & K); [lra |]; destruct (G (eta / 2)) as (d' & Hd' & K'); [lra |].
  exists (Rmin d d'); split; [apply Rmin_pos; assumption |]; intros u Hu.
  replace (f u + g u - (f v + g v)) with ((f u - f v) + (g u - g v)) by ring.
  eapply Rle_lt_trans; [apply Rabs_triang |].
  assert (Rabs (f u - f v) < eta / 2) by (apply K; eapply ball_less; [apply Rmin_l | exact Hu]).
  assert (Rabs (g u - g v) < eta / 2) by (apply K'; eapply ball_less; [apply Rmin_r | exact Hu]).
  lra.
Qed.

Lemma cont_comp : forall P (h : R -> R) f v, continuous h (f v) -> cont P f v -> cont P (fun u => h (f u)) v.
Proof.
  intros P h f v C F eta H.
  assert (N : locally (h (f v)) (fun y => Rabs (y - h (f v)) < eta)).
  { exists (mkposreal eta H); intros y Hy; exact Hy. }
  destruct (C _ N) as [d K]; destruct (F d (cond_pos d)) as (r & Hr & E).
  exists r; split; [exact Hr |]; intros u Hu; apply K, E, Hu.
Qed.

Lemma cont_mult : forall P f g v, cont P f v -> cont P g v -> cont P (fun u => f u * g u) v.
Proof.
  (* a product is made of squares *)
  intros P f g v F G.
  assert (S : forall h, cont P h v -> cont P (fun u => h u * h u) v).
  { intros h Hh; apply (cont_comp P (fun y => y * y) h v); [| exact Hh].
    apply (ex_derive_continuous (fun y => y * y)); auto_derive; exact I. }
  assert (M : forall c h, cont P h v -> cont P (fun u => c * h u) v).
  { intros c h Hh; apply (cont_comp P (fun y => c * y) h v); [| exact Hh].
    apply (ex_derive_continuous (fun y => c * y)); auto_derive; exact I. }
  apply (cont_ext P (fun u => 1/4 * ((f u + g u) * (f u + g u)) + -1/4 * ((f u + -1 * g u) * (f u + -1 * g u))) _ v 1);
    [lra | intros; field |].
  apply cont_plus; apply M, S, cont_plus; auto.
Qed.

Lemma class_const : forall P n e w c, class P n e w (fun _ => c).
Proof.
  intros P n; induction n as [| n IH]; intros e w c; split; try exact I; try (intros; apply cont_const).
  intros d _; exists (fun _ => 0); split; [intros; apply (is_derive_const c) | apply IH].
Qed.

Lemma class_plus : forall P n e w f g, class P n e w f -> class P n e w g -> class P n e w (fun v => f v + g v).
Proof.
  intros P n; induction n as [| n IH]; intros e w f g [F F'] [G G'];
    (split; [intros v Hv; apply cont_plus; [apply F, Hv | apply G, Hv] |]); [exact I |].
  intros d Hd; destruct (F' d Hd) as (f' & A & B), (G' d Hd) as (g' & A' & B').
  exists (fun v => f' v + g' v); split; [| apply IH; assumption].
  intros v Hv; apply (is_derive_plus (fun s => f (move v d s)) (fun s => g (move v d s))); auto.
Qed.

Lemma class_mult : forall P n e w f g, class P n e w f -> class P n e w g -> class P n e w (fun v => f v * g v).
Proof.
  intros P n; induction n as [| n IH]; intros e w f g HF HG; pose proof HF as [F F']; pose proof HG as [G G'];
    (split; [intros v Hv; apply cont_mult; [apply F, Hv | apply G, Hv] |]); [exact I |].
  intros d Hd; destruct (F' d Hd) as (f' & A & B), (G' d Hd) as (g' & A' & B').
  exists (fun v => f' v * g v + f v * g' v); split.
  - intros v Hv.
    pose proof (is_derive_mult (fun s => f (move v d s)) (fun s => g (move v d s)) 0 (f' v) (g' v)
      (A v Hv) (A' v Hv) Rmult_comm) as D.
    cbv beta in D; rewrite !move_0 in D; exact D.
  - apply class_plus; apply IH; try assumption; apply class_less; assumption.
Qed.

(* h has the derivative h', which is made of h or of the inverse: exp, and 1 / x *)
Lemma class_comp : forall P (h h' : R -> R) n e w f,
  (forall v, ball P w e v -> is_derive h (f v) (h' (f v))) ->
  (forall m, (m < n)%nat -> class P m e w f -> class P m e w (fun v => h (f v)) -> class P m e w (fun v => h' (f v))) ->
  class P n e w f -> class P n e w (fun v => h (f v)).
Proof.
  intros P h h' n; induction n as [| n IH]; intros e w f D K HF; pose proof HF as [F F'];
    (split; [intros v Hv; apply cont_comp; [apply (derive_continuous _ _ _ (D v Hv)) | apply F, Hv] |]);
    [exact I |].
  intros d Hd; destruct (F' d Hd) as (f' & A & B); exists (fun v => f' v * h' (f v)); split.
  - intros v Hv; apply (is_derive_comp h (fun s => f (move v d s))); [rewrite move_0; apply D, Hv | apply A, Hv].
  - apply class_mult; [exact B |]; apply K; [lia | apply class_less, HF |].
    apply IH; [exact D | intros m Hm; apply K; lia | apply class_less, HF].
Qed.

Lemma class_exp : forall P n e w f, class P n e w f -> class P n e w (fun v => exp (f v)).
Proof.
  intros P n e w f; apply (class_comp P exp exp); [intros; apply is_derive_exp | auto].
Qed.

Lemma class_inv : forall P n e w f,
  (forall v, ball P w e v -> f v <> 0) -> class P n e w f -> class P n e w (fun v => / f v).
Proof.
  intros P n e w f N H; apply (class_comp P Rinv (fun x => - (/ x * / x)) n e w f).
  - intros v Hv; replace (- (/ f v * / f v)) with (- (1) / (f v) ^ 2) by (field; apply N, Hv).
    apply (is_derive_inv (fun x => x)); [apply (is_derive_id (f v)) | apply N, Hv].
  - intros m _ _ K; apply (class_ext P m e w (fun v => -1 * (/ f v * / f v))); [intros; ring |].
    apply class_mult; [apply class_const | apply class_mult; exact K].
  - exact H.
Qed.

Lemma class_ln : forall P n e w f,
  (forall v, ball P w e v -> 0 < f v) -> class P n e w f -> class P n e w (fun v => ln (f v)).
Proof.
  intros P n e w f N H; apply (class_comp P ln Rinv n e w f).
  - intros v Hv; apply is_derive_ln, N, Hv.
  - intros m _ K _; apply class_inv; [intros v Hv; apply Rgt_not_eq, N, Hv | exact K].
  - exact H.
Qed.

(* ---- the derivative of a function of which many coordinates move at once ---- *)

Definition motion := (L * (R -> R))%type.
Fixpoint moves (v : point) (l : list motion) (s : R) : point :=
  match l with nil => v | (d, a) :: more => move (moves v more s) d (a s) end.

Lemma moves_near : forall (P : L -> Prop) v l r, 0 < r ->
  (forall d a, In (d, a) l -> P d /\ a 0 = 0 /\ continuous a 0) -> locally 0 (fun s => ball P v r (moves v l s)).
Proof.
  intros P v l; induction l as [| [d a] l IH]; intros r Hr H.
  - apply filter_forall; intro; apply ball_itself, Hr.
  - destruct (H d a (or_introl eq_refl)) as (Hd & Ha & Ca).
    assert (N : locally 0 (fun s => Rabs (a s) < r / 2)).
    { apply (Ca (fun y => Rabs y < r / 2)); rewrite Ha; apply (near_0 _ (r / 2)); [lra | auto]. }
    assert (M : locally 0 (fun s => ball P v (r / 2) (moves v l s))).
    { apply IH; [lra | intros d' a' K; apply H; right; exact K]. }
    generalize (filter_and _ _ N M); apply filter_imp; intros s [A (q & Hq & B)].
    exists (q + Rabs (a s)); split; [lra |]; intro c; simpl; unfold move.
    destruct (B c) as [B1 B2]; destruct (L_eq c d) as [-> |]; split.
    + replace (moves v l s d + a s - v d) with ((moves v l s d - v d) + a s) by ring.
      eapply Rle_trans; [apply Rabs_triang | lra].
    + contradiction.
    + pose proof (Rabs_pos (a s)); lra.
    + exact B2.
Qed.

Fixpoint weighted (g : L -> R) (l : list (motion * R)) : R :=
  match l with nil => 0 | ((d, _), b) :: more => b * g d + weighted g more end.

Theorem derive_moves : forall (P : L -> Prop) (f : point -> R) (g : L -> point -> R) v r (l : list (motion * R)),
  0 < r -> (forall d a b, In ((d, a), b) l -> P d /\ a 0 = 0 /\ is_derive a 0 b) ->
  (forall d u, P d -> ball P v r u -> is_derive (fun s => f (move u d s)) 0 (g d u)) ->
  (forall d, P d -> cont P (g d) v) ->
  is_derive (fun s => f (moves v (map fst l) s)) 0 (weighted (fun d => g d v) l).
Proof.
  intros P f g v r l Hr; induction l as [| [[d a] b] l IH]; intros H D C.
  - apply (is_derive_const (f v)).
  - simpl. assert (K : is_derive (fun s => f (moves v (map fst l) s)) 0 (weighted (fun d => g d v) l)).
    { apply IH; [intros d' a' b' I; apply H; right; exact I | exact D | exact C]. }
    destruct (H d a b (or_introl eq_refl)) as (Hd & Ha & Da).
    set (y := fun s => moves v (map fst l) s).
    assert (Q : is_derive (fun s => f (move (y s) d (a s)) - f (y s)) 0 (b * g d v)).
    { (* by the mean value theorem this is g at a point nearby, times a s *)
      assert (near : forall eta, 0 < eta -> locally 0 (fun s =>
        Rabs (f (move (y s) d (a s)) - f (y s) - a s * g d v) <= eta * Rabs (a s))).
      { intros eta Heta; destruct (C d Hd eta Heta) as (q & Hq & E).
        set (p := Rmin r q). assert (Hp : 0 < p) by (apply Rmin_pos; assumption).
        assert (N : locally 0 (fun s => ball P v (p / 2) (y s))).
        { apply moves_near; [lra |]; intros d' a' I.
          apply in_map_iff in I; destruct I as ([[d'' a''] b''] & E1 & I); simpl in E1; inversion E1; subst.
          destruct (H d' a' b'' (or_intror I)) as (A & B & B'); split; [exact A | split; [exact B |]].
          apply (derive_continuous _ _ _ B'). }
        assert (M : locally 0 (fun s => Rabs (a s) < p / 2)).
        { assert (Ca : continuous a 0) by (apply (derive_continuous _ _ _ Da)).
          apply (Ca (fun y => Rabs y < p / 2)); rewrite Ha; apply (near_0 _ (p / 2)); [lra | auto]. }
        generalize (filter_and _ _ N M); apply filter_imp; intros s [A B].
        assert (T : forall x, Rabs x <= Rabs (a s) -> ball P v p (move (y s) d x)).
        { intros x Hx; destruct A as (k & Hk & A); exists (k + Rabs x); split; [lra |].
          intro c; destruct (A c) as [A1 A2]; unfold move; destruct (L_eq c d) as [-> |]; split.
          - replace (y s d + x - v d) with ((y s d - v d) + x) by ring.
            eapply Rle_trans; [apply Rabs_triang | lra].
          - contradiction.
          - pose proof (Rabs_pos x); lra.
          - exact A2. }
        pose proof (MVT_gen (fun x => f (move (y s) d x)) 0 (a s) (fun x => g d (move (y s) d x))) as V.
        assert (DV : forall x, Rmin 0 (a s) <= x <= Rmax 0 (a s) -> Rabs x <= Rabs (a s)).
        { intros x [X1 X2]; unfold Rmin, Rmax in *; destruct (Rle_dec 0 (a s));
            [rewrite !Rabs_pos_eq by lra; lra | rewrite (Rabs_left1 x), (Rabs_left1 (a s)) by lra; lra]. }
        assert (DD : forall x, Rabs x <= Rabs (a s) ->
          is_derive (fun x => f (move (y s) d x)) x (g d (move (y s) d x))).
        { intros x Hx.
          pose proof (D d (move (y s) d x) Hd (ball_less _ _ _ _ _ (Rmin_l r q) (T x Hx))) as DX.
          apply (is_derive_ext (fun h => f (move (move (y s) d x) d (h - x)))).
          { intro h; rewrite move_move; f_equal; f_equal; ring. }
          pose proof (is_derive_comp (fun h => f (move (move (y s) d x) d h)) (fun h => h - x) x
            (g d (move (y s) d x)) 1) as Z.
          replace (g d (move (y s) d x)) with (scal 1 (g d (move (y s) d x))) by (apply Rmult_1_l).
          apply Z; [replace (x - x) with 0 by ring; exact DX |].
          auto_derive; [exact I | ring]. }
        destruct V as (xi & Hxi & V).
        - intros x Hx; apply DD, DV; lra.
        - intros x Hx. apply continuity_pt_filterlim. apply (derive_continuous _ _ _ (DD x (DV x Hx))).
        - rewrite move_0 in V; rewrite V.
          replace (g d (move (y s) d xi) * (a s - 0) - a s * g d v) with ((g d (move (y s) d xi) - g d v) * a s) by ring.
          rewrite Rabs_mult; apply Rmult_le_compat_r; [apply Rabs_pos |].
          apply Rlt_le, E; eapply ball_less; [apply (Rmin_r r q) | apply T, DV, Hxi]. }
      split; [apply is_linear_scal_l |]; intros z Hz.
      assert (z = 0) as -> by (symmetry; exact (is_filter_lim_locally_unique (V := R_NormedModule) 0 z Hz)); clear Hz.
      intro eps.
      destruct Da as [_ Da]; specialize (Da 0 (fun _ h => h)).
      set (e1 := eps / (2 * (Rabs (g d v) + 1))).
      assert (G0 : 0 < Rabs (g d v) + 1) by (pose proof (Rabs_pos (g d v)); lra).
      assert (He1 : 0 < e1) by (unfold e1; apply Rdiv_lt_0_compat; [apply cond_pos | lra]).
      set (e2 := eps / (2 * (Rabs b + 1 + 1))).
      assert (B0 : 0 < Rabs b + 1 + 1) by (pose proof (Rabs_pos b); lra).
      assert (He2 : 0 < e2) by (unfold e2; apply Rdiv_lt_0_compat; [apply cond_pos | lra]).
      pose proof (Da (mkposreal e1 He1)) as D1; pose proof (Da (mkposreal 1 Rlt_0_1)) as D2.
      generalize (filter_and _ _ (near e2 He2) (filter_and _ _ D1 D2)); apply filter_imp; intros s (N1 & N2 & N3).
      unfold norm, minus, plus, opp, scal in *; simpl in *; unfold abs, mult in *; simpl in *.
      rewrite Ha in *; unfold y in *; simpl in *; rewrite move_0.
      replace (s + - 0) with s in * by ring; replace (a s + - 0) with (a s) in * by ring.
      assert (As : Rabs (a s) <= (Rabs b + 1) * Rabs s).
      { replace (a s) with ((a s + - (s * b)) + s * b) by ring.
        eapply Rle_trans; [apply Rabs_triang |]; rewrite Rabs_mult; nra. }
      replace (f (move (moves v (map fst l) s) d (a s)) - f (moves v (map fst l) s) +
        - (f (moves v (map fst l) 0) - f (moves v (map fst l) 0)) + - (s * (b * g d v)))
        with ((f (move (moves v (map fst l) s) d (a s)) - f (moves v (map fst l) s) - a s * g d v) +
          (a s + - (s * b)) * g d v) by ring.
      eapply Rle_trans; [apply Rabs_triang |]; rewrite Rabs_mult.
      assert (X1 : e2 * Rabs (a s) <= eps / 2 * Rabs s).
      { apply Rle_trans with (e2 * ((Rabs b + 1) * Rabs s)); [apply Rmult_le_compat_l; lra |].
        rewrite <- Rmult_assoc; apply Rmult_le_compat_r; [apply Rabs_pos |].
        apply Rle_trans with (e2 * (Rabs b + 1 + 1)); [apply Rmult_le_compat_l; lra |].
        unfold e2; right; field; lra. }
      assert (X2 : Rabs (a s + - (s * b)) * Rabs (g d v) <= eps / 2 * Rabs s).
      { apply Rle_trans with (e1 * Rabs s * (Rabs (g d v) + 1)).
        - apply Rmult_le_compat; try apply Rabs_pos; [exact N2 | lra].
        - unfold e1; right; field; lra. }
      lra. }
    pose proof (is_derive_plus _ _ 0 _ _ Q K) as S.
    apply (is_derive_ext (fun s => plus (f (move (y s) d (a s)) - f (y s)) (f (moves v (map fst l) s)))).
    + intro s; unfold plus, y; simpl; ring.
    + exact S.
Qed.

End Coordinates.

(* ==== A smooth function of smooth numbers, that may depend on the coordinates beside its arguments, is smooth.

   Its arguments are further coordinates: the labels are those of the arguments, which are numbered, and those that there
   were. *)

Section Composite.

Variable L : Type.
Variable L_eq : forall a b : L, {a = b} + {a <> b}.

Definition wide := (nat + L)%type.
Definition wide_eq : forall a b : wide, {a = b} + {a <> b}.
Proof. decide equality. apply Nat.eq_dec. Defined.

Notation point := (point L).
Notation D_ f d := (fun v => Derive (fun s => f (move L L_eq v d s)) 0).

Definition join (a : list R) (v : point) : Smooth.point wide :=
  fun c => match c with inl i => nth i a 0 | inr c => v c end.
Definition at_ (a : list (point -> R)) (v : point) : list R := map (fun b => b v) a.
Definition widened (n : nat) (P : L -> Prop) : wide -> Prop :=
  fun c => match c with inl i => (i < n)%nat | inr c => P c end.

Lemma class_derivative : forall (T : Type) (T_eq : forall a b : T, {a = b} + {a <> b}) (P : T -> Prop) n e w f d,
  class T T_eq P (S n) e w f -> P d ->
  (forall v, ball T P w e v -> is_derive (fun s => f (move T T_eq v d s)) 0 (Derive (fun s => f (move T T_eq v d s)) 0))
  /\ class T T_eq P n e w (fun v => Derive (fun s => f (move T T_eq v d s)) 0).
Proof.
  intros T T_eq P n e w f d [_ H] Hd; destruct (H d Hd) as (g & G & C); split.
  - intros v Hv; apply Derive_correct; eexists; apply G, Hv.
  - apply (class_ext T T_eq P n e w g); [| exact C]; intros v Hv; symmetry; apply is_derive_unique, G, Hv.
Qed.

(* the motion of the arguments while one coordinate moves *)
Fixpoint motions (k : nat) (a : list (point -> R)) (v : point) (d : L) : list (motion wide * R) :=
  match a with
  | nil => nil
  | b :: more => ((inl k, fun s => b (move L L_eq v d s) - b v), Derive (fun s => b (move L L_eq v d s)) 0)
                 :: motions (S k) more v d
  end.

Lemma motions_inr : forall a k v d u s c,
  moves wide wide_eq u (map fst (motions k a v d)) s (inr c) = u (inr c).
Proof.
  induction a as [| b a IH]; intros; simpl; [reflexivity |].
  unfold move; destruct (wide_eq (inr c) (inl k)); [discriminate | apply IH].
Qed.

Lemma motions_inl : forall a k v d u s j,
  moves wide wide_eq u (map fst (motions k a v d)) s (inl j) =
  u (inl j) + if Nat.ltb j k then 0 else nth (j - k) (at_ a (move L L_eq v d s)) 0 - nth (j - k) (at_ a v) 0.
Proof.
  induction a as [| b a IH]; intros; simpl.
  - destruct (j <? k)%nat, (j - k)%nat; ring.
  - unfold move at 1; destruct (wide_eq (inl j) (inl k)) as [E | N].
    + injection E as ->; rewrite IH, Nat.ltb_irrefl, Nat.sub_diag.
      replace (k <? S k)%nat with true by (symmetry; apply Nat.ltb_lt; lia); simpl; ring.
    + assert (j <> k) by congruence; rewrite IH; destruct (Nat.ltb_spec j k), (Nat.ltb_spec j (S k)); try lia; [ring |].
      replace (j - k)%nat with (S (j - S k)) by lia; simpl; ring.
Qed.

Lemma join_moves : forall a v d s,
  join (at_ a (move L L_eq v d s)) (move L L_eq v d s) =
  moves wide wide_eq (join (at_ a v) v) ((inr d, fun s => s) :: map fst (motions 0 a v d)) s.
Proof.
  intros; apply functional_extensionality; intros [j | c]; cbn [moves join]; unfold move at 2; cbn [join].
  - destruct (wide_eq (inl j) (inr d)); [discriminate |]; rewrite motions_inl, Nat.sub_0_r; simpl; ring.
  - rewrite motions_inr; destruct (wide_eq (inr c) (inr d)) as [E | N]; unfold move; destruct (L_eq c d); simpl; congruence.
Qed.

Lemma at_nth : forall a i u, (i < length a)%nat -> nth i (at_ a u) 0 = nth i a (fun _ => 0) u.
Proof. induction a as [| b a IH]; intros [| i] u H; simpl in *; try lia; [reflexivity | apply IH; lia]. Qed.

Lemma join_near : forall P a v r, 0 < r ->
  (forall b, In b a -> cont L P b v) ->
  exists e, 0 < e /\ e <= r /\ forall u, ball L P v e u ->
    ball wide (widened (length a) P) (join (at_ a v) v) r (join (at_ a u) u).
Proof.
  intros P a v r Hr C.
  assert (K : exists e, 0 < e /\ forall b u, In b a -> ball L P v e u -> Rabs (b u - b v) < r / 2).
  { induction a as [| b a IH]; [exists 1; split; [lra | intros b u []] |].
    destruct IH as (e & He & H); [intros; apply C; right; assumption |].
    destruct (C b (or_introl eq_refl) (r / 2)) as (e' & He' & H'); [lra |].
    exists (Rmin e e'); split; [apply Rmin_pos; assumption |].
    intros b' u [<- | I] Hu; [apply H'; eapply ball_less; [apply Rmin_r | exact Hu] |].
    apply H; [exact I | eapply ball_less; [apply Rmin_l | exact Hu]]. }
  destruct K as (e & He & K); exists (Rmin e (r / 2)); split; [apply Rmin_pos; lra |].
  split; [eapply Rle_trans; [apply Rmin_r | lra] |].
  intros u Hu; assert (Hu' : ball L P v e u) by (eapply ball_less; [apply Rmin_l | exact Hu]).
  destruct Hu as (q & Hq & Hu); pose proof (Rmin_r e (r / 2)) as Hm.
  exists (r / 2); split; [lra |]; intros [i | c]; simpl.
  - unfold at_; split.
    + destruct (le_lt_dec (length a) i) as [H | H].
      * rewrite !nth_overflow by (rewrite map_length; exact H); rewrite Rminus_eq_0, Rabs_R0; lra.
      * change (Rabs (nth i (at_ a u) 0 - nth i (at_ a v) 0) <= r / 2); rewrite !at_nth by exact H.
        apply Rlt_le, K; [apply nth_In, H | exact Hu'].
    + intro H; rewrite !nth_overflow by (rewrite map_length; lia); reflexivity.
  - destruct (Hu c) as [A B]; split; [lra | exact B].
Qed.

Lemma motions_in : forall a k v d c b x,
  In ((c, b), x) (motions k a v d) -> exists i b', In b' a /\ c = inl i /\ (k <= i < k + length a)%nat /\
    b = (fun s => b' (move L L_eq v d s) - b' v) /\ x = Derive (fun s => b' (move L L_eq v d s)) 0.
Proof.
  induction a as [| b0 a IH]; intros k v d c b x; simpl; [contradiction |]; intros [E | I].
  - inversion E; subst; exists k, b0; repeat split; auto; lia.
  - destruct (IH _ _ _ _ _ _ I) as (i & b' & A & B & C & E); exists i, b'; repeat split; try apply E; auto; lia.
Qed.

Lemma class_weighted : forall P n e w (f : wide -> point -> R) d (a : list (point -> R)) k,
  (forall i, (k <= i < k + length a)%nat -> class L L_eq P n e w (f (inl i))) ->
  (forall b, In b a -> class L L_eq P (S n) e w b) -> P d ->
  class L L_eq P n e w (fun v => weighted wide (fun c => f c v) (motions k a v d)).
Proof.
  intros P n e w f d a; induction a as [| b a IH]; intros k F A Hd; simpl; [apply class_const |].
  apply class_plus; [apply class_mult |].
  - apply (class_derivative L L_eq P n e w b d); [apply A; left; reflexivity | exact Hd].
  - apply F; simpl; lia.
  - apply IH; [intros i Hi; apply F; simpl; lia | intros; apply A; right; assumption | exact Hd].
Qed.

Theorem class_composite : forall P n (f : Smooth.point wide -> R) (a : list (point -> R)) e e' w,
  0 < e' -> (forall v, ball L P w e v -> ball wide (widened (length a) P) (join (at_ a w) w) e' (join (at_ a v) v)) ->
  class wide wide_eq (widened (length a) P) n e' (join (at_ a w) w) f ->
  (forall b, In b a -> class L L_eq P n e w b) ->
  class L L_eq P n e w (fun v => f (join (at_ a v) v)).
Proof.
  intros P n; induction n as [| n IH]; intros f a e e' w He' N F A.
  - split; [| exact I]; intros v Hv eta Heta.
    destruct (class_cont _ _ _ _ _ _ _ _ F (N v Hv) eta Heta) as (r & Hr & K).
    destruct (join_near P a v r Hr) as (q & Hq & _ & J).
    { intros b Hb; eapply class_cont; [apply A, Hb | exact Hv]. }
    exists q; split; [exact Hq |]; intros u Hu; apply K, J, Hu.
  - assert (F0 : class wide wide_eq (widened (length a) P) n e' (join (at_ a w) w) f) by apply class_less, F.
    assert (A0 : forall b, In b a -> class L L_eq P n e w b) by (intros; apply class_less, A; assumption).
    assert (C0 := IH f a e e' w He' N F0 A0).
    split; [intros v Hv; eapply class_cont; [exact C0 | exact Hv] |].
    intros d Hd; pose proof (fun c Hc => class_derivative wide wide_eq _ n e' _ f c F Hc) as G.
    exists (fun v => weighted wide (fun c => Derive (fun s => f (move wide wide_eq (join (at_ a v) v) c s)) 0)
      (((inr d, fun s => s), 1) :: motions 0 a v d)); split.
    + intros v Hv; destruct (ball_within _ _ _ _ _ (N v Hv)) as (r & Hr & W).
      apply (is_derive_ext (fun s => f (moves wide wide_eq (join (at_ a v) v)
        (map fst (((inr d, fun s => s), 1) :: motions 0 a v d)) s))).
      { intro s; rewrite join_moves; reflexivity. }
      apply (derive_moves wide wide_eq (widened (length a) P) f
        (fun c u => Derive (fun s => f (move wide wide_eq u c s)) 0) _ r); [exact Hr | | |].
      * intros c b x [E | I]; [inversion E; subst; split; [exact Hd | split; [reflexivity | apply (is_derive_id (K := R_AbsRing) 0)]] |].
        destruct (motions_in _ _ _ _ _ _ _ I) as (i & b' & I' & -> & Hi & -> & ->).
        split; [simpl; lia | split; [rewrite move_0; ring |]].
        destruct (class_derivative L L_eq P n e w b' d (A b' I') Hd) as [B _].
        pose proof (is_derive_minus (fun s => b' (move L L_eq v d s)) (fun _ => b' v) 0 _ _ (B v Hv)
          (is_derive_const (b' v) 0)) as X.
        unfold minus, plus, opp, zero in X; simpl in X; rewrite Ropp_0, Rplus_0_r in X; exact X.
      * intros c u Hc Hu; apply G; [exact Hc | apply W, Hu].
      * intros c Hc; eapply class_cont; [apply G, Hc | apply N, Hv].
    + simpl; apply class_plus; [apply class_mult; [apply class_const |] |].
      * apply (IH (fun u => Derive (fun s => f (move wide wide_eq u (inr d) s)) 0) a e e' w); try assumption.
        apply G; exact Hd.
      * apply (class_weighted P n e w (fun c v => Derive (fun s => f (move wide wide_eq (join (at_ a v) v) c s)) 0));
          [| exact A | exact Hd].
        intros i Hi; apply (IH (fun u => Derive (fun s => f (move wide wide_eq u (inl i) s)) 0) a e e' w); try assumption.
        apply G; simpl; lia.
Qed.

End Composite.
